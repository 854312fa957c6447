import type { ProgressEvent, RunOptions, RunResult } from "../engine/run-result";
import { planText } from "../report/plan-text";
import type { Context } from "./context";
import { goesOn, isBad } from "./outcome-exit-code";
import { withProgress } from "./progress";
import { tellRun } from "./tell-problems";

interface PreviewOptions {
  readonly organisations: readonly string[];
  /** Where the plan goes: data for `preview`, messages when stdout is kept for JSON. */
  readonly show: "stdout" | "stderr" | "nowhere";
  /** Every field and person, however many there are. */
  readonly verbose: boolean;
  readonly pulumiOutput: boolean;
}

/**
 * Previews the organisations, shows their plans and says what is wrong with them, each thing once: what is wrong with
 * the tenant's file is wrong for all of them. Of previews that someone stopped nothing is told.
 */
export async function previewAll(context: Context, options: PreviewOptions): Promise<RunResult[]> {
  const { organisations, show, pulumiOutput, verbose } = options;
  const layout = { verbose, width: context.io.width };
  const verb = pulumiOutput ? "previewByEngine" : "previewOrganisation";
  context.onlyReads(true);
  const results = await runOrganisations(context, organisations, verb);
  if (context.io.signal.aborted) return results;
  const told = new Set<string>();
  for (const result of results) {
    const problems = result.problems.filter((one) => !told.has(JSON.stringify(one)));
    for (const one of problems) told.add(JSON.stringify(one));
    tellRun(context, { ...result, problems }, pulumiOutput, result.problems.length > 0);
    if (show === "nowhere" || (isBad(result.outcome) && !goesOn(result.outcome))) continue;
    context.io[show].write(planText(result.plan, context.paint(show), layout));
  }
  return results;
}

/**
 * Runs the engine for one organisation after the other, with progress: each of them starts processes of its own, and
 * a pipeline that wants them at once gives each a job.
 */
export async function runOrganisations(
  context: Context,
  organisations: readonly string[],
  verb: "previewOrganisation" | "previewByEngine" | "upOrganisation",
  reviewed: (organisation: string) => Pick<RunOptions, "reviewed" | "review" | "lookedUp"> = () => ({}),
): Promise<RunResult[]> {
  const { io, root } = context;
  const engine = await context.engine();
  const results: RunResult[] = [];
  return withProgress(io, async (progress) => {
    for (const organisation of organisations) {
      if (io.signal.aborted) break;
      const onProgress: RunOptions["onProgress"] = (event) =>
        progress.step(progressWords(event, verb !== "upOrganisation"));
      progress.step(`${organisation}: starting`);
      const how = { root, organisation, onProgress, signal: io.signal, ...reviewed(organisation) };
      results.push(await engine[verb](how));
    }
    return results;
  });
}

const STAGES: Readonly<Record<ProgressEvent["stage"], string>> = {
  opening: "starting Pulumi",
  reading: "reading what the tenant has now",
  comparing: "comparing it with the specs",
  changing: "making the changes",
};

/**
 * One step of a run in words: “leeds: making the changes, 3 of 7, leedscardiologyheartfailure”. A preview goes through
 * the same steps and makes none.
 */
export function progressWords(event: ProgressEvent, isPreview: boolean): string {
  const { organisation, stage, calendar, done, total } = event;
  const count = total === undefined ? "" : `, ${done} of ${total}`;
  const doing = isPreview && stage === "changing" ? STAGES.comparing : STAGES[stage];
  return `${organisation}: ${doing}${count}${calendar ? `, ${calendar}` : ""}`;
}
