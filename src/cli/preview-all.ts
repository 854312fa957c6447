import type { RunResult } from "../engine/run-result";
import { paint } from "../report/paint";
import { planText } from "../report/plan-text";
import type { Context } from "./context";
import { isBad } from "./outcome-exit-code";
import { runOrganisations } from "./run-organisations";
import { tellRun } from "./tell-run";
import { wantsColour } from "./wants-colour";

interface PreviewOptions {
  readonly root: string;
  readonly organisations: readonly string[];
  /** Where the plan goes: data for `preview`, talk when stdout is kept for JSON. */
  readonly show: "stdout" | "stderr" | "nowhere";
  readonly pulumiOutput: boolean;
}

/** Previews the organisations, shows their plans and says what is wrong with them. */
export async function previewAll(context: Context, options: PreviewOptions): Promise<RunResult[]> {
  const { root, organisations, show, pulumiOutput } = options;
  const results = await runOrganisations(context, root, organisations, "previewOrganisation");
  for (const result of results) {
    tellRun(context, root, result, pulumiOutput);
    if (show === "nowhere" || isBad(result.outcome)) continue;
    context.io[show].write(planText(result.plan, paint(wantsColour(context.io, show))));
  }
  return results;
}
