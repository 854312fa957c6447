import { GraphError } from "../src/graph/graph-error";
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

/** A deletion repeats the name exactly, and says why: also when no one has checked the specs. */
export function assertConfirmed(
  name: string,
  deletion: { readonly confirm: string; readonly reason: string } | undefined,
): void {
  if (!deletion?.reason) throw refuse("deletion-not-confirmed", { name });
  if (deletion.confirm !== name)
    throw refuse("deletion-confirms-another", { confirm: deletion.confirm, name });
}

/**
 * Runs a verb of a handler on something with that name; what goes wrong reaches the engine as sentences for people: those of
 * the error, else `otherwise`. A bug keeps its stack.
 */
export async function refusedInWords<T>(
  name: string,
  verb: () => Promise<T>,
  otherwise: (why: string) => Problem,
): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof GraphError || error instanceof VisibleError)) throw error;
    if (error instanceof GraphError && error.kind === "aborted")
      throw refuse("engine-gone", { calendar: name }, error);
    const told = error instanceof VisibleError ? error.problems : [];
    const one = told[0] ?? otherwise(error.message);
    throw new Refusal(one.code, told.length > 0 ? told : [one], error);
  }
}

/** What went wrong as problems, whatever was thrown. */
export function problemsIn(error: unknown): readonly Problem[] {
  const known = error instanceof VisibleError || error instanceof Refusal ? error.problems : [];
  return known.length > 0 ? known : [problem("handler-failed", { message: String(error) })];
}
