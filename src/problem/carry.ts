import { catalogue } from "./catalogue";
import { type Problem, type ProblemCode, problem } from "./problem";
import { safeText } from "./safe-text";
import { words } from "./words";

/** Begins a line that holds one problem as JSON: between processes the engine hands on text alone. */
const MARK = "bookings-problem ";

/** Problems as text: for people the words, with the code that leads to the page in docs/problems/; below each its data. */
export function carry(problems: readonly Problem[]): string {
  // plain Pulumi prints it as it is; and no value passes for the data of a problem
  const told = problems.map((one) => {
    const plain = wordsWithCode(one).replaceAll(MARK, MARK.trimEnd());
    return `${plain}\n${MARK}${JSON.stringify(one)}`;
  });
  return safeText(told.join("\n"));
}

/** The problems that a text carries. Text without any is of the engine itself, or of a mistake in this program. */
export function carried(text: string): Problem[] {
  const found = text.split("\n").flatMap((line) => {
    const start = line.indexOf(MARK);
    return start < 0 ? [] : parse(line.slice(start + MARK.length));
  });
  return found.length > 0 ? found : [problem("handler-failed", { message: text })];
}

function parse(json: string): Problem[] {
  try {
    const value = JSON.parse(json) as { readonly code?: unknown };
    return typeof value.code === "string" && value.code in catalogue
      ? [value as Problem & { code: ProblemCode }]
      : [];
  } catch {
    return [];
  }
}

/** Sentence and code, and what to do on lines of its own. */
export function wordsWithCode(one: Problem): string {
  const { sentence, advice } = words(one);
  return [`${sentence} (${one.code})`, ...(advice ? [advice] : [])].join("\n");
}
