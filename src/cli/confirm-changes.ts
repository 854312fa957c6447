import type { Plan } from "../plan/change";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { wholeSummary } from "../report/whole-summary";
import { ask } from "./ask";
import type { Context } from "./context";

/**
 * Asks whether to make these changes. Where a calendar is deleted, or a policy retired, the answer must say so: a hurried «yes» to the usual
 * question must not take a clinic away.
 */
export async function confirmChanges(context: Context, plans: readonly Plan[], yes: boolean): Promise<void> {
  if (yes) return;
  if (!context.io.isTerminal.stdin) throw VisibleError.of(problem("needs-yes", {}));
  const changes = plans.flatMap((plan) => plan.changes);
  const policies = plans.flatMap((plan) => plan.policies ?? []);
  const ends = plans.some((plan) => plan.ends);
  const isDeleting = ends || [...changes, ...policies].some(({ kind }) => kind === "delete");
  const wanted = isDeleting ? "delete" : "yes";
  const answer = await ask(
    context.io,
    `Make these changes (${wholeSummary({ changes, policies, ...(ends && { ends }) })})? Type “${wanted}” to go on: `,
  );
  if (answer.toLowerCase() !== wanted) throw VisibleError.of(problem("not-confirmed", { wanted }));
}
