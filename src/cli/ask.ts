import { createInterface } from "node:readline/promises";
import type { Io } from "./io";

/**
 * Asks on stderr, so that stdout stays data, and returns what was typed; nothing at the end of input. Questions come
 * before the first change: whoever interrupts one is told so.
 */
export async function ask(io: Io, question: string): Promise<string> {
  const lines = createInterface({ input: io.stdin, terminal: false });
  io.stderr.write(question);
  const ended = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  try {
    const answer = await Promise.race([lines.question("", { signal: io.signal }), ended]);
    // at the end of input nobody has ended the question's line
    if (answer === undefined) io.stderr.write("\n");
    return (answer ?? "").trim();
  } catch (error) {
    if (io.signal.aborted) io.stderr.write("Nothing was changed.\n");
    throw error;
  } finally {
    lines.close();
  }
}
