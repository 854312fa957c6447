import { delimiter, dirname } from "node:path";
import type { ReadyEngine } from "../install/ensure-engine";

/** The engine's program: its folder and version. */
export type FoundEngine = Pick<ReadyEngine, "bin" | "version">;

let find: (() => Promise<FoundEngine>) | undefined;
let found: Promise<FoundEngine> | undefined;

/** Says how to find the engine, or install it, once a command needs one: most need none. */
export function engineComesFrom(how: () => Promise<FoundEngine>): void {
  find = how;
  found = undefined;
}

/** The engine, with its folder on this process's PATH. Undefined where no one said how to find it. */
export function engineOnPath(): Promise<FoundEngine> | undefined {
  found ??= find?.().then((engine) => {
    // after the folder of Node, as there may be an older one beside the engine
    const folders = [dirname(process.execPath), engine.bin, ...(process.env["PATH"] ?? "").split(delimiter)];
    process.env["PATH"] = [...new Set(folders)].join(delimiter);
    return engine;
  });
  return found;
}
