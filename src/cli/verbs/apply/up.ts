import { setTimeout as pause } from "node:timers/promises";
import { Option } from "commander";
import type { RunResult } from "../../../engine/run-result";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { upJson } from "../../../report/run-json";
import { durationMs } from "../../ask";
import { attemptUp } from "../../attempt-up";
import type { Context } from "../../context";
import { upExitCode, worstOutcome } from "../../outcome-exit-code";
import { withProgress } from "../../progress";
import { type Approval, approvalOf } from "../../reviewed-plan";
import { declareMany, type ManyOptions, sideBySide } from "../../side-by-side";
import { ORGANISATIONS, type Verb } from "../../verb";

interface Options extends ManyOptions {
  readonly yes?: boolean;
  readonly verbose?: boolean;
  readonly wait?: string;
  readonly plan?: string;
  readonly digest?: string;
  readonly change?: string;
  readonly approvedBy?: string;
}

/** Locks that cannot be seen from here are found out by a preview and a refusal: not more often than this. */
const TRY_AGAIN_MS = 5000;

function showOutcomes(context: Context, results: readonly RunResult[], options: Options): void {
  const outcomes = results.map(({ outcome }) => outcome);
  if (options.json) context.printJson(upJson(worstOutcome(outcomes), results));
  context.finish(upExitCode(outcomes));
}

async function up(named: readonly string[], options: Options, context: Context): Promise<void> {
  if (options.all) return upAll(named, options, context);
  const { io } = context;
  context.onlyReads(true);
  const approval = approvalOf(io, options);
  const organisations = context.organisations(namedOrApproved(named, approval));
  const until = io.now().getTime() + (options.wait ? durationMs(options.wait) : 0);
  const left = (): number => Math.max(0, until - io.now().getTime());
  await waitForLocks(context, organisations, left());
  let hasGivenUp = false;
  const isPatient = (): boolean => !hasGivenUp && left() > 0 && !io.signal.aborted;
  const how = {
    yes: options.yes ?? false,
    json: options.json ?? false,
    verbose: options.verbose ?? false,
    isPatient,
    ...(approval && { approval }),
    review: {
      ...(options.change !== undefined && { change: options.change }),
      ...(options.approvedBy !== undefined && { approvedBy: options.approvedBy }),
    },
  };
  let attempt = await attemptUp(context, organisations, how);
  const results = new Map(attempt.results.map((result) => [result.organisation, result]));
  // Someone came first between the look at the lock and the changes: what was shown is not so any more.
  for (let again = attempt.again ?? []; again.length > 0; again = attempt.again ?? []) {
    await pause(TRY_AGAIN_MS, undefined, { signal: io.signal }).catch(() => undefined);
    await waitForLocks(context, again, left()).catch(() => {
      // the time is over, or that run is dead: the last attempt says so
      hasGivenUp = true;
    });
    attempt = await attemptUp(context, again, how);
    for (const result of attempt.results) results.set(result.organisation, result);
  }
  showOutcomes(context, [...results.values()], options);
  if (attempt.exitCode !== undefined && results.size === attempt.results.length)
    context.finish(attempt.exitCode);
}

/** No one can be asked about many at once. */
function upAll(named: readonly string[], options: Options, context: Context): Promise<void> {
  if (!options.yes) refuse(problem("needs-yes", {}));
  return sideBySide(context, named, options, (organisation) => [
    "up",
    organisation,
    "--yes",
    ...given("--wait", options.wait),
    ...given("--change", options.change),
    ...given("--approved-by", options.approvedBy),
    ...(options.verbose ? ["--verbose"] : []),
    ...(options.json ? ["--json"] : []),
  ]);
}

const given = (option: string, value: string | undefined): string[] =>
  value === undefined ? [] : [option, value];

/** A plan says whose it is. */
function namedOrApproved(named: readonly string[], approval: Approval | undefined): readonly string[] {
  return named.length === 0 && approval?.by === "file"
    ? approval.plan.organisations.map(({ organisation }) => organisation)
    : named;
}

const LOOK_AGAIN_MS = 1000;

/** Goes on once no one changes these organisations any more; refuses when that takes longer than one wants to wait. */
async function waitForLocks(
  context: Context,
  organisations: readonly string[],
  waitMs: number,
): Promise<void> {
  const { io, root } = context;
  const engine = await context.engine();
  // Not loaded for “--help”: it is of the engine.
  const { holderState, holderWords, lockedProblem } = await import("../../../engine/lock.js");
  const until = io.now().getTime() + waitMs;
  await withProgress(io, async (progress) => {
    for (const organisation of organisations)
      while (!io.signal.aborted) {
        const holders = await engine.lockHolders({ root, organisation });
        const [holder] = holders;
        if (!holder) break;
        // no one will ever take a dead run's lock away but a person
        if (holderState(holder) === "dead" || io.now().getTime() >= until)
          refuse(lockedProblem(organisation, holders, io.now()));
        progress.step(`${organisation}: waiting for ${holderWords(holder, io.now())}`);
        await pause(LOOK_AGAIN_MS, undefined, { signal: io.signal }).catch(() => undefined);
      }
  });
}

/** `bookings up`: shows the preview, asks, and makes the changes. */
export const upVerb: Verb = {
  declare(command, context) {
    declareMany(command)
      .argument(...ORGANISATIONS)
      .option("-y, --yes", "do not ask (needed where there is no terminal)")
      .option("--wait <duration>", "how long to wait for another run to end, such as 90s, 10m or 1h")
      .addOption(
        new Option("--plan <file>", "apply exactly the plan in a file that was reviewed").conflicts([
          "digest",
          "all",
        ]),
      )
      .addOption(
        new Option(
          "--digest <digest>",
          "apply only a plan with this digest, as bookings preview --out shows it",
        ).conflicts("all"),
      )
      .option("-v, --verbose", "show every field and person, however long the plan is")
      .option(
        "--change <address>",
        "where the change was proposed, for the journal: its pull request (default: BOOKINGS_CHANGE, or what the pipeline says)",
      )
      .option("--approved-by <people>", "who approved it, for the journal (default: BOOKINGS_APPROVED_BY)")
      .option("--json", "print what was done as JSON (schemas/output/up.schema.json)")
      .examples([
        ["bookings up leeds", "show what would change for Leeds, ask, and change it"],
        ["bookings up --plan plan.json --yes", "apply the plan that was reviewed, or say what has changed"],
        ["bookings up --all --yes --parallel 4", "all organisations, four at a time, with one summary"],
        ["bookings up leeds --yes", "the same without asking, as in a pipeline"],
      ])
      .action((named: string[], options: Options) => up(named, options, context));
  },
};
