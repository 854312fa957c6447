import { createInterface } from "node:readline/promises";
import type { Io } from "./io";

/** Asks on stderr, so that stdout stays data, and returns what was typed; nothing at the end of input. */
export async function ask(io: Io, question: string): Promise<string> {
  const lines = createInterface({ input: io.stdin, terminal: false });
  io.stderr.write(question);
  const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    return (await Promise.race([lines.question("", { signal: io.signal }), ended])).trim();
  } finally {
    lines.close();
  }
}
