import type { CalendarChange } from "../plan/change";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { countKinds, planSummary } from "../report/plan-summary";
import { ask } from "./ask";
import type { Context } from "./context";

/**
 * Asks whether to make these changes. Where a calendar is deleted the answer must say so: a hurried «yes» to the usual
 * question must not take a clinic away.
 */
export async function confirmChanges(
  context: Context,
  changes: readonly CalendarChange[],
  yes: boolean,
): Promise<void> {
  if (yes) return;
  if (!context.io.isTerminal.stdin) throw VisibleError.of(problem("needs-yes", {}));
  const wanted = countKinds(changes).delete > 0 ? "delete" : "yes";
  const answer = await ask(
    context.io,
    `Make these changes (${planSummary(changes)})? Type “${wanted}” to go on: `,
  );
  if (answer.toLowerCase() !== wanted) throw VisibleError.of(problem("not-confirmed", {}));
}
