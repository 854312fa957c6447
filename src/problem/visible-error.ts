import { type ExitCode, exitCode, exitCodeOf } from "./exit-code";
import { outcomeOf, type Problem } from "./problem";
import { words } from "./words";

/** What a visible error carries besides its message. */
interface VisibleErrorOptions {
  readonly problems?: readonly Problem[];
  readonly exitCode?: ExitCode;
  /** What to do or which command to run next. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/**
 * An error that an operator can do something about: shown as its message, its problems and its advice, without a stack.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class VisibleError extends Error {
  override readonly name = "VisibleError";
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;
  readonly advice: string | undefined;

  constructor(message: string, options: VisibleErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.problems = options.problems ?? [];
    this.exitCode = options.exitCode ?? exitCode.failed;
    this.advice = options.advice;
  }

  /** A visible error that says one problem, and ends the command as its code does. */
  static of(problem: Problem, options: Omit<VisibleErrorOptions, "problems" | "advice"> = {}): VisibleError {
    const { sentence, advice } = words(problem);
    return new VisibleError(sentence, {
      exitCode: exitCodeOf[outcomeOf(problem.code)],
      ...options,
      problems: [problem],
      ...(advice && { advice }),
    });
  }
}

/** Ends a command with one problem. */
export function refuse(problem: Problem): never {
  throw VisibleError.of(problem);
}
