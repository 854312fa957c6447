import type { RunResult } from "../../engine/run-result";
import { outcomeText } from "../../report/outcome-text";
import { paint } from "../../report/paint";
import { upJson } from "../../report/up-json";
import { assertIdentities } from "../assert-identities";
import { confirmChanges } from "../confirm-changes";
import type { Context } from "../context";
import { durationMs } from "../duration";
import { examples } from "../examples";
import { findRoot } from "../find-root";
import { chooseOrganisations } from "../organisations";
import { isBad, previewExitCode, upExitCode, worstOutcome } from "../outcome-exit-code";
import { previewAll } from "../preview-all";
import { runOrganisations } from "../run-organisations";
import { tellRun } from "../tell-run";
import type { Verb } from "../verb";
import { wantsColour } from "../wants-colour";

interface Options {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly wait?: string;
}

/** A preview that nothing follows, told as an `up` that kept everything. */
const settled = ({ plan, ...result }: RunResult): RunResult => ({
  ...result,
  plan,
  outcomes: plan.changes.map((change) => ({
    change,
    outcome: change.kind === "unchanged" ? "done" : "not-tried",
    reasons: [],
  })),
  policyOutcomes: (plan.policies ?? []).map((change) => ({
    change,
    outcome: change.kind === "unchanged" ? "done" : "not-tried",
    reasons: [],
  })),
});

function showOutcomes(context: Context, results: readonly RunResult[], options: Options): void {
  const outcomes = results.map(({ outcome }) => outcome);
  if (options.json) context.printJson(upJson(worstOutcome(outcomes), results));
  context.finish(upExitCode(outcomes));
}

/** Warnings stand above already, beside the preview: only what is new is told again. */
function withoutKnown(result: RunResult, previews: readonly RunResult[]): RunResult {
  const known = new Set(previews.flatMap(({ problems }) => problems.map((each) => JSON.stringify(each))));
  return { ...result, problems: result.problems.filter((each) => !known.has(JSON.stringify(each))) };
}

async function apply(
  context: Context,
  root: string,
  previews: readonly RunResult[],
  options: Options,
): Promise<RunResult[]> {
  const changed = previews
    .filter(({ outcome }) => outcome === "changed")
    .map(({ organisation }) => organisation);
  const applied = await runOrganisations(context, root, changed, "upOrganisation");
  const colours = wantsColour(context.io, "stdout");
  for (const result of applied) {
    const { organisation, outcomes, policyOutcomes, plan } = result;
    const brushes = paint(colours);
    // what was refused, or failed before the first change, has no outcomes: why is told below
    const isUntold = isBad(result.outcome) && outcomes.length + (policyOutcomes ?? []).length === 0;
    if (!options.json && !isUntold)
      context.print(outcomeText(organisation, outcomes, brushes, policyOutcomes, plan.ends));
    if (isUntold && result.outcome === "interrupted") sayUnchanged(context, [organisation], options);
    tellRun(context, root, withoutKnown(result, previews), false);
  }
  const done = new Map(applied.map((result) => [result.organisation, result]));
  const all = previews.map((result) => done.get(result.organisation) ?? settled(result));
  // those that an interruption left for next time
  const left = all.filter(({ organisation }) => changed.includes(organisation) && !done.has(organisation));
  if (!options.json) {
    for (const { organisation, outcomes, policyOutcomes } of left)
      context.print(outcomeText(organisation, outcomes, paint(colours), policyOutcomes));
  }
  return all;
}

/** An interruption before the first change: then that is the whole summary. */
function sayUnchanged(context: Context, organisations: readonly string[], options: Options): void {
  if (options.json) return;
  for (const organisation of organisations) context.print(`${organisation}: nothing was changed.\n`);
}

/** What moved in the tenant and is nobody's to change, such as who has confirmed, is only noted. */
async function takeIn(context: Context, root: string, previews: readonly RunResult[]): Promise<void> {
  const behind = previews.filter(({ outcome, isBehind }) => outcome === "unchanged" && isBehind);
  if (behind.length === 0) return;
  const { io, services } = context;
  const engine = await services.engine(io, root);
  for (const { organisation } of behind) {
    if (io.signal.aborted) return;
    await engine.recordOrganisation({ root, organisation, signal: io.signal });
    context.say(`${organisation}: noted what has moved in the tenant, such as who has confirmed.`);
  }
}

async function up(named: readonly string[], options: Options, context: Context): Promise<void> {
  const root = findRoot(context.io);
  const organisations = chooseOrganisations(context.io, root, named);
  const show = options.json ? "stderr" : "stdout";
  // Not loaded for «--help»: it knows the engine's locks.
  const { waitForLocks } = await import("../wait-for-locks.js");
  await waitForLocks(context, root, organisations, options.wait ? durationMs(options.wait) : 0);
  const previews = await previewAll(context, { root, organisations, show, pulumiOutput: false });
  const outcomes = previews.map(({ outcome }) => outcome);
  if (context.io.signal.aborted) {
    sayUnchanged(context, organisations, options);
    return showOutcomes(context, previews.map(settled), options);
  }
  if (outcomes.some(isBad)) {
    showOutcomes(context, previews.map(settled), options);
    context.finish(previewExitCode(outcomes, false));
    return;
  }
  await takeIn(context, root, previews);
  if (!outcomes.includes("changed")) return showOutcomes(context, previews.map(settled), options);
  await assertIdentities(context, root, previews);
  await confirmChanges(
    context,
    previews.map(({ plan }) => plan),
    options.yes ?? false,
  );
  showOutcomes(context, await apply(context, root, previews, options), options);
}

/** `bookings up`: shows the preview, asks, and makes the changes. */
export const upVerb: Verb = {
  declare(command, context) {
    command
      .argument(
        "[organisation...]",
        "short names, as the folders under specs/ are called (default: BOOKINGS_ORGANISATIONS, or all)",
      )
      .option("-y, --yes", "do not ask (needed where there is no terminal)")
      .option("--wait <duration>", "wait so long for another run to end, such as 90s, 10m or 1h")
      .option("--json", "print what was done as JSON (schemas/output/up.schema.json)")
      .addHelpText(
        "after",
        examples([
          ["bookings up leeds", "show what would change for Leeds, ask, and change it"],
          ["bookings up leeds --yes", "the same without asking, as in a pipeline"],
        ]),
      )
      .action((named: string[], options: Options) => up(named, options, context));
  },
};
