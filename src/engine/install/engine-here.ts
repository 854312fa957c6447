import { homedir } from "node:os";
import path from "node:path";
import { engineCache } from "./engine-cache";
import { enginePins } from "./engine-pins";
import { ensureEngine, type ReadyEngine } from "./ensure-engine";

/**
 * Makes sure of the engine on this machine, with this process's environment. Takes no time where there is one; an
 * installation takes minutes, talks through `say` and ends at once when aborted.
 */
export function engineHere(say: (text: string) => void, signal: AbortSignal): Promise<ReadyEngine> {
  const machine = `${process.platform}-${process.arch}`;
  return ensureEngine({
    pins: enginePins,
    env: process.env,
    machine,
    cache: engineCache({ env: process.env, home: homedir(), machine }),
    // From dist/src/engine/install.
    modules: path.resolve(__dirname, "../../../../tools/engine"),
    signal,
    say,
  });
}
