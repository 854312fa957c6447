import { beforeDeletion } from "../../src/preflight/before-deletion";
import type { LoadedOrganisation } from "../../src/preflight/check-run";
import { preflight } from "../../src/preflight/preflight";
import type { PreflightInput, PreflightView } from "../../src/preflight/preflight-view";
import type { Problem } from "../../src/problem/problem";

type RunFacts = Omit<PreflightInput, "tenant" | "model" | "broken">;

/** All problems of a run, as stacks/organisation-program.ts collects them; lifecycles have no policies. */
export async function judgeRun(
  { tenant, model, broken, problems }: LoadedOrganisation,
  facts: RunFacts,
  view: PreflightView,
): Promise<{ readonly problems: readonly Problem[] }> {
  if (!tenant || !model) return { problems };
  const input = { tenant, model, broken, ...facts };
  const [found, going] = await Promise.all([preflight(input, view), beforeDeletion(input, view)]);
  return { problems: [...problems, ...found, ...going.problems] };
}
