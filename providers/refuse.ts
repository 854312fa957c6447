import { type ProblemArgs, type ProblemCode, problem } from "../src/problem/problem";
import type { VisibleError } from "../src/problem/visible-error";
import { words } from "../src/problem/words";

/**
 * A refusal as the engine shows it: sentence and advice, no stack. What it carries besides tells tests and the command line
 * which one it is.
 */
export class Refusal extends Error {
  override readonly name: string = "Refusal";
  readonly code: ProblemCode;

  constructor(code: ProblemCode, text: string, cause?: unknown) {
    super(text, cause === undefined ? undefined : { cause });
    this.code = code;
    // the engine's plugin prints the stack of what read and check throw; a person is to see the sentence
    this.stack = "";
  }
}

/** Makes a refusal in the words of the catalogue. */
export function refuse<C extends ProblemCode>(code: C, args: ProblemArgs<C>, cause?: unknown): Refusal {
  return new Refusal(code, textOf(code, args), cause);
}

/** The refusal that an error for people is, under its own code or that of what was being done. */
export function refusalOf(error: VisibleError, otherwise: ProblemCode): Refusal {
  const code = error.problems[0]?.code ?? otherwise;
  return new Refusal(code, told(code, error.message, error.advice), error);
}

/** Sentence and advice of a problem, on two lines. */
export function textOf<C extends ProblemCode>(code: C, args: ProblemArgs<C>): string {
  const { sentence, advice } = words(problem(code, args));
  return told(code, sentence, advice);
}

/** Of a refusal the engine hands on the words alone: in them the code leads to its page in docs/problems/. */
function told(code: ProblemCode, sentence: string, advice: string | undefined): string {
  return [`${sentence} (${code})`, ...(advice ? [advice] : [])].join("\n");
}
