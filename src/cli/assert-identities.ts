import type { RunResult } from "../engine/run-result";
import type { ChangeKind } from "../plan/change";
import { exitCode } from "../problem/exit-code";
import { VisibleError } from "../problem/visible-error";
import type { Context } from "./context";

/** Changes that nobody writes to the tenant. */
const UNWRITTEN: readonly ChangeKind[] = ["unchanged", "record"];

const isWritten = ({ kind }: { readonly kind: ChangeKind }): boolean => !UNWRITTEN.includes(kind);

/**
 * Refuses before the first write where the plans need an identity that is absent, whichever of several organisations
 * they are of: what one could do must not stand beside what another could not.
 */
export async function assertIdentities(
  { io, services }: Context,
  root: string,
  previews: readonly RunResult[],
): Promise<void> {
  const engine = await services.engine(io, root);
  const problems = previews.flatMap(({ organisation, plan }) =>
    engine.absentIdentities(organisation, {
      calendars: plan.changes.some(isWritten),
      policies: (plan.policies ?? []).some(isWritten),
    }),
  );
  const [first] = problems;
  if (!first) return;
  if (problems.length === 1) throw VisibleError.of(first);
  throw new VisibleError("Nothing was changed: identities are missing.", {
    problems,
    exitCode: exitCode.notPermitted,
  });
}
