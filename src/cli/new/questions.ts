import { createInterface } from "node:readline/promises";
import type { Io } from "../context";

/** Several questions to one person, asked on stderr so that stdout stays data. */
export interface Questions {
  /** What was typed, without spaces around it; undefined at the end of input. */
  ask(question: string): Promise<string | undefined>;
  say(text: string): void;
  close(): void;
}

/** Begins to ask. What is typed ahead is kept for the next question. */
export function openQuestions(io: Io): Questions {
  const reader = createInterface({ input: io.stdin, terminal: false, signal: io.signal });
  const lines = reader[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      io.stderr.write(question);
      const { value, done } = await lines.next();
      io.signal.throwIfAborted();
      if (done) io.stderr.write("\n");
      return done ? undefined : String(value).trim();
    },
    say: (text) => io.stderr.write(`${text}\n`),
    close: () => reader.close(),
  };
}
