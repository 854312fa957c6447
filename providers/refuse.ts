import type { BudgetedLimit, RunBudget } from "../src/plan/run-budget";
import { carry } from "../src/problem/carry";
import { type Problem, type ProblemArgs, type ProblemCode, problem } from "../src/problem/problem";
import { VisibleError } from "../src/problem/visible-error";

/** A refusal as the engine hands it on: the problems as text, no stack. */
export class Refusal extends Error {
  override readonly name: string = "Refusal";

  constructor(
    readonly code: ProblemCode,
    readonly problems: readonly Problem[],
    cause?: unknown,
  ) {
    super(carry(problems), cause === undefined ? undefined : { cause });
    // the engine's plugin prints the stack of what read and check throw; a person is to see the sentence
    this.stack = "";
  }
}

/** Makes a refusal that is one problem. */
export function refuse<C extends ProblemCode>(code: C, args: ProblemArgs<C>, cause?: unknown): Refusal {
  return new Refusal(code, [problem(code, args)], cause);
}

/** Takes something away within what the run may, or refuses. */
export function assertWithin(budget: RunBudget, limit: BudgetedLimit, count: number): void {
  const exceeded = budget.take(limit, count);
  if (exceeded) throw refuse("limit-exceeded", exceeded);
}

/** The refusal that an error for people is; one without a problem is told as `otherwise`. */
export function refusalOf(error: VisibleError, otherwise: Problem): Refusal {
  const problems = error.problems.length > 0 ? error.problems : [otherwise];
  return new Refusal(problems[0]?.code ?? otherwise.code, problems, error);
}

/** What went wrong as problems, whatever was thrown. */
export function problemsIn(error: unknown): readonly Problem[] {
  const known = error instanceof VisibleError || error instanceof Refusal ? error.problems : [];
  return known.length > 0 ? known : [problem("handler-failed", { message: String(error) })];
}
