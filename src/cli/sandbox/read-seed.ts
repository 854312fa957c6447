import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { problem } from "../../problem/problem";
import { systemWords } from "../../problem/system-words";
import { VisibleError } from "../../problem/visible-error";
import type { Io } from "../io";

/** A seed file's content, YAML or JSON. The sandbox judges it. */
export async function readSeed(io: Io, file: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(readFileSync(resolve(io.cwd, file), "utf8"));
  } catch (error) {
    const reason = systemWords(error) ?? (error instanceof Error ? error.message : String(error));
    throw VisibleError.of(problem("sandbox-refused", { what: `take the seed ${file}`, reason }));
  }
}
