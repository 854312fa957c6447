import { createInterface } from "node:readline/promises";
import type { Problem } from "../../problem/problem";
import { words } from "../../problem/words";
import { wrap } from "../../problem/wrap";
import { questionFor, whileAsking } from "../ask";
import type { Io } from "../context";

/** Several questions to one person, asked on stderr so that stdout stays data. */
export interface Questions {
  /** What was typed, without spaces around it; undefined at the end of input. */
  ask(question: string): Promise<string | undefined>;
  say(text: string): void;
  /** What speaks against an answer. */
  tell(found: Problem): void;
  close(): void;
}

/** Begins to ask. What is typed ahead is kept for the next question. */
export function openQuestions(io: Io): Questions {
  const reader = createInterface({ input: io.stdin, terminal: false, signal: io.signal });
  const lines = reader[Symbol.asyncIterator]();
  const say = (text: string): unknown => io.stderr.write(`${wrap(text, io.width)}\n`);
  return {
    ask: async (question) => {
      io.stderr.write(questionFor(io, question));
      const { value, done } = await whileAsking(io, () => lines.next());
      if (done) io.stderr.write("\n");
      return done ? undefined : String(value).trim();
    },
    say,
    tell: (found) => {
      const { sentence, advice = "" } = words(found);
      say(`  ${sentence} ${advice}`.trimEnd());
    },
    close: () => reader.close(),
  };
}
