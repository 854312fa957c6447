import { createInterface } from "node:readline/promises";
import { type Problem, problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { wrap } from "../problem/wrap";
import type { Io } from "./context";

/** Asks on stderr, so that stdout stays data, and returns what was typed; nothing at the end of input. */
export async function ask(io: Io, question: string): Promise<string> {
  const lines = createInterface({ input: io.stdin, terminal: false });
  io.stderr.write(questionFor(io, question));
  const ended = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
  try {
    return await whileAsking(io, async () => {
      const answer = await Promise.race([lines.question("", { signal: io.signal }), ended]);
      // at the end of input no one has ended the question's line
      if (answer === undefined) io.stderr.write("\n");
      return (answer ?? "").trim();
    });
  } finally {
    lines.close();
  }
}

/** Waits for an answer. Questions come before the first change: whoever interrupts one is told that nothing was changed. */
export async function whileAsking<T>({ work, signal }: Io, answered: () => Promise<T>): Promise<T> {
  const before = work?.onlyReads ?? false;
  if (work) work.onlyReads = true;
  const answer = await answered();
  signal.throwIfAborted();
  if (work) work.onlyReads = before;
  return answer;
}

/** Columns that an answer such as “yes” takes on the question's line. */
const ANSWER = 6;

/** A question as a terminal shows it: in lines that leave room for the answer. */
export const questionFor = ({ width }: Io, question: string): string =>
  `${wrap(question.trimEnd(), width && width - ANSWER)} `;

/** A name whose typing confirms, and what is said where it is missing or another. */
interface Confirmation {
  readonly name: string;
  readonly given: string | undefined;
  readonly question: string;
  readonly missing: Problem;
  readonly wrong: Problem;
}

/** Whether the name was given, or typed where someone can type. False for a deliberate no to the question. */
export async function isConfirmed(io: Io, asked: Confirmation): Promise<boolean> {
  if (asked.given === undefined && !io.isTerminal.stdin) throw VisibleError.of(asked.missing);
  const typed = (asked.given ?? (await ask(io, asked.question))).trim();
  if (typed.toLowerCase() === asked.name.toLowerCase()) return true;
  if (asked.given === undefined && isNo(typed)) return false;
  throw VisibleError.of(asked.wrong);
}

/** A deliberate no, which is an answer and no error. */
export function isNo(answer: string): boolean {
  return ["n", "no"].includes(answer.trim().toLowerCase());
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `90s`, `10m` or `1h`. */
export function durationMs(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const size = UNITS[unit];
  if (size === undefined) throw VisibleError.of(problem("not-a-duration", { text }));
  return Number(count) * size;
}
