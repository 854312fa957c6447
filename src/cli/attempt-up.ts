import type { Review, RunResult } from "../engine/run-result";
import { managedFields } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import type { ChangeKind, Plan } from "../plan/change";
import type { ManagedTexts } from "../plan/compare";
import { planDigest } from "../plan/reviewed-plan";
import { type ExitCode, exitCode } from "../problem/exit-code";
import { problem } from "../problem/problem";
import { refuse, VisibleError } from "../problem/visible-error";
import { type JournalLine, readJournal, unfinishedEntries } from "../records/journal";
import { journalFile, openRecords } from "../records/open-records";
import { type Standing, settlements } from "../records/settle";
import { outcomeText } from "../report/outcome-text";
import { wholeSummary } from "../report/plan-summary";
import type { Layout } from "../report/plan-text";
import { ask, isNo } from "./ask";
import type { Context } from "./context";
import { specEstate } from "./listed";
import { goesOn, isBad, previewExitCode } from "./outcome-exit-code";
import { type Approval, assertApproved, planOfPreviews } from "./reviewed-plan";
import { previewAll, runOrganisations } from "./run-organisations";
import { tellRun } from "./tell-problems";

/** How `up` goes about it. */
interface AttemptOptions {
  readonly yes: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Whether there is time to wait for the end of a run that came first. */
  readonly isPatient: () => boolean;
  /** What someone reviewed: that and nothing else is applied. */
  readonly approval?: Approval;
  /** Where the change was proposed, and who approved it: for the journal. */
  readonly review?: Omit<Review, "plan">;
}

/** What came of it. */
export interface Attempt {
  readonly results: readonly RunResult[];
  /** Organisations to begin again with: someone else's run came first, and there is time to wait for its end. */
  readonly again?: readonly string[];
  /** Where it is not what the results say. */
  readonly exitCode?: ExitCode;
}

/** Whether another run had the stack. */
const isLocked = ({ problems }: RunResult): boolean => problems.some(({ code }) => code === "stack-locked");

/** A change that no one made, as an outcome. */
const unmade = <C extends { readonly kind: ChangeKind }>(change: C) => ({
  change,
  outcome: change.kind === "unchanged" ? ("done" as const) : ("not-tried" as const),
  problems: [],
});

/** A preview that nothing follows, told as an `up` that kept everything. */
const settled = (result: RunResult): RunResult => ({
  ...result,
  outcomes: result.plan.changes.map(unmade),
  policyOutcomes: (result.plan.policies ?? []).map(unmade),
});

/** Warnings stand above already, beside the preview: only what is new is told again. */
function withoutKnown(result: RunResult, previews: readonly RunResult[]): RunResult {
  const known = new Set(previews.flatMap(({ problems }) => problems.map((each) => JSON.stringify(each))));
  return { ...result, problems: result.problems.filter((each) => !known.has(JSON.stringify(each))) };
}

const layoutOf = ({ io: { width } }: Context, { verbose }: AttemptOptions): Layout => ({ verbose, width });

/** What came of an organisation, and why not where that is so. */
function tell(
  context: Context,
  result: RunResult,
  previews: readonly RunResult[],
  options: AttemptOptions,
): void {
  const { organisation, outcome, outcomes, policyOutcomes } = result;
  // what was refused, or failed before the first change, has no outcomes: why is told below
  const isUntold = isBad(outcome) && outcomes.length + (policyOutcomes ?? []).length === 0;
  if (!options.json && !isUntold)
    context.print(outcomeText(result, context.paint(), layoutOf(context, options)));
  if (isUntold && outcome === "interrupted") context.say(`${organisation}: nothing was changed.`);
  else tellRun(context, withoutKnown(result, previews), false);
}

/** What one organisation hands over, another of the same run can take over after it. */
function giversFirst(results: readonly RunResult[]): RunResult[] {
  const isGiver = ({ plan }: RunResult): boolean => plan.changes.some(({ kind }) => kind === "hand-over");
  return [...results.filter(isGiver), ...results.filter((one) => !isGiver(one))];
}

async function apply(
  context: Context,
  previews: readonly RunResult[],
  options: AttemptOptions,
): Promise<Attempt> {
  const changed = giversFirst(previews.filter(({ outcome }) => goesOn(outcome))).map(
    ({ organisation }) => organisation,
  );
  const shown = new Map(previews.map((preview) => [preview.organisation, preview]));
  const review = { ...options.review, plan: planDigest(planOfPreviews(context.root, previews)) };
  const reviewedOf = (organisation: string) => {
    const { reviewed, lookedUp } = shown.get(organisation) ?? {};
    return { review, ...(reviewed && { reviewed }), ...(lookedUp && { lookedUp }) };
  };
  context.onlyReads(false);
  const applied = await runOrganisations(context, changed, "upOrganisation", reviewedOf);
  const again = applied.filter(isLocked).filter(() => options.isPatient());
  for (const result of applied) {
    if (!again.includes(result)) tell(context, result, previews, options);
    else context.say(`${result.organisation}: another run is in progress; this one will restart after it.`);
  }
  const done = new Map(applied.map((result) => [result.organisation, result]));
  const all = previews.map((result) => done.get(result.organisation) ?? settled(result));
  // those that an interruption left for next time
  const left = all.filter(({ organisation }) => changed.includes(organisation) && !done.has(organisation));
  if (!options.json) {
    for (const { organisation, outcomes, policyOutcomes = [] } of left) {
      const told = { organisation, outcomes, policyOutcomes, plan: {} };
      context.print(outcomeText(told, context.paint(), layoutOf(context, options)));
    }
  }
  return { results: all, again: again.map(({ organisation }) => organisation) };
}

/** What moved in the tenant and is no one's to change, such as who has confirmed, is only recorded. */
async function recordMoved(context: Context, previews: readonly RunResult[]): Promise<void> {
  const behind = previews.filter((each) => each.outcome === "unchanged" && each.behind.length > 0);
  if (behind.length === 0) return;
  const { io, root } = context;
  const engine = await context.engine();
  for (const { organisation, behind: names } of behind) {
    if (io.signal.aborted) return;
    const isRecorded = await engine.recordOrganisation({ root, organisation, signal: io.signal }, names);
    // a run that holds the stack reads the tenant too, and records the same
    if (isRecorded)
      context.say(`${organisation}: recorded what has moved in the tenant, such as who has confirmed.`);
  }
}

/** Where only single calendars are held back, and nothing else is to be done, other organisations go on. */
const isRefused = ({ outcome, plan }: RunResult): boolean =>
  isBad(outcome) && !goesOn(outcome) && plan.held === undefined;

/** What a “no” leaves. Errors of calendars that are held back stand all the same. */
const undone = ({ plan }: RunResult): RunResult["outcome"] =>
  plan.held === undefined ? "unchanged" : "refused";

/** Shows the preview, asks, and makes the changes, once. */
export async function attemptUp(
  context: Context,
  organisations: readonly string[],
  options: AttemptOptions,
): Promise<Attempt> {
  const { json, yes, verbose } = options;
  const show = json ? "stderr" : "stdout";
  const previews = await previewAll(context, { organisations, show, verbose, pulumiOutput: false });
  const outcomes = previews.map(({ outcome }) => outcome);
  const unchanged = { results: previews.map(settled) };
  if (context.io.signal.aborted) {
    context.say("Nothing was changed.");
    return unchanged;
  }
  if (previews.some(isRefused)) return { ...unchanged, exitCode: previewExitCode(outcomes, false) };
  if (options.approval) assertApproved(options.approval, planOfPreviews(context.root, previews));
  else if (outcomes.some(goesOn) && previews.some(({ evidence }) => evidence?.isRequired))
    refuse(problem("plan-required", {}));
  await recordMoved(context, previews);
  await settleJournal(context, previews);
  if (!outcomes.some(goesOn)) return unchanged;
  await assertIdentities(context, previews);
  const isConfirmed = await confirmChanges(
    context,
    previews.map(({ plan }) => plan),
    yes,
  );
  if (!isConfirmed) {
    context.say("Nothing was changed.");
    return { results: unchanged.results.map((each) => ({ ...each, outcome: undone(each) })) };
  }
  return apply(context, previews, options);
}

/**
 * Asks whether to make these changes. Where a calendar is deleted, or a policy retired, the answer must say so: a hurried “yes” to the usual
 * question must not take a clinic away.
 */
async function confirmChanges(context: Context, plans: readonly Plan[], yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!context.io.isTerminal.stdin) refuse(problem("needs-yes", {}));
  const changes = plans.flatMap((plan) => plan.changes);
  const policies = plans.flatMap((plan) => plan.policies ?? []);
  const ends = plans.some((plan) => plan.ends);
  const held = plans.flatMap((plan) => plan.held ?? []);
  const isDeleting = ends || [...changes, ...policies].some(({ kind }) => kind === "delete");
  const wanted = isDeleting ? "delete" : "yes";
  const answer = await ask(
    context.io,
    `Make these changes (${wholeSummary({ changes, policies, held, ...(ends && { ends }) })})? Type “${wanted}” to go on: `,
  );
  const word = answer.toLowerCase();
  if (word === wanted || (word === "y" && !isDeleting)) return true;
  if (isNo(word)) return false;
  refuse(problem("not-confirmed", { wanted }));
}

const UNWRITTEN: readonly ChangeKind[] = ["unchanged", "record"];

const isWritten = ({ kind }: { readonly kind: ChangeKind }): boolean => !UNWRITTEN.includes(kind);

/**
 * Refuses before the first write where the plans need an identity that is absent, whichever of several organisations
 * they are of: what one could do must not stand beside what another could not.
 */
async function assertIdentities(context: Context, previews: readonly RunResult[]): Promise<void> {
  const engine = await context.engine();
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

/**
 * Settles what runs that died had begun, where this run finds nothing left to do: what was done then stands in the journal
 * with its values. Not beside a run that is alive, whose lines are its own to end.
 */
async function settleJournal(context: Context, previews: readonly RunResult[]): Promise<void> {
  const { io, root } = context;
  for (const { organisation, plan } of previews) {
    const { lines } = readJournal(journalFile(root, io.env, organisation));
    if (unfinishedEntries(lines).size === 0) continue;
    const engine = await context.engine();
    if ((await engine.lockHolders({ root, organisation })).length > 0) continue;
    const [model] = specEstate(root, [organisation]).organisations;
    const all = [...plan.changes, ...(plan.policies ?? [])];
    const unchanged = new Set(all.filter(({ kind }) => kind === "unchanged").map(({ name }) => name));
    const records = openRecords({ root, env: io.env, now: () => io.now() });
    for (const event of settlements(lines, (line) => model && standingOf(line, model, unchanged)))
      await records.note(organisation, event);
  }
}

/** How something stands of which there is nothing to change: as its spec says. */
function standingOf(
  line: JournalLine,
  { calendars, policies }: OrganisationModel,
  unchanged: ReadonlySet<string>,
): Standing | undefined {
  const calendar = calendars.find(({ address }) => address.toLowerCase() === line.calendar?.toLowerCase());
  if (calendar && unchanged.has(calendar.name)) {
    const texts: ManagedTexts = calendar;
    const fields = Object.fromEntries(managedFields.map((field) => [field, texts[field]]));
    return { fields, people: { ...calendar.members } };
  }
  const policy = policies.find(({ displayName }) => displayName === line.policy);
  if (!policy || !unchanged.has(policy.name)) return undefined;
  return {
    fields: { applications: policy.applications.join(", ") },
    people: Object.fromEntries(policy.users.map((address) => [address, "user"])),
  };
}
