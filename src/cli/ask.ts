import { createInterface } from "node:readline/promises";
import { type Problem, problem } from "../problem/problem";
import { refuse } from "../problem/visible-error";
import { words } from "../problem/words";
import { wrap } from "../problem/wrap";
import type { Io } from "./context";

/** Asks on stderr, so that stdout stays data, and returns what was typed; nothing at the end of input. */
export async function ask(io: Io, question: string): Promise<string> {
  const questions = openQuestions(io);
  try {
    return (await questions.ask(question)) ?? "";
  } finally {
    questions.close();
  }
}

/** Several questions to one person. */
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

/** Waits for an answer. Questions come before the first change: whoever interrupts one is told that nothing was changed. */
async function whileAsking<T>({ work, signal }: Io, answered: () => Promise<T>): Promise<T> {
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
const questionFor = ({ width }: Io, question: string): string =>
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
  if (asked.given === undefined && !io.isTerminal.stdin) refuse(asked.missing);
  const typed = (asked.given ?? (await ask(io, asked.question))).trim();
  if (typed.toLowerCase() === asked.name.toLowerCase()) return true;
  if (asked.given === undefined && isNo(typed)) return false;
  return refuse(asked.wrong);
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
  return size === undefined ? refuse(problem("not-a-duration", { text })) : Number(count) * size;
}
