import type { GraphCall, GraphOutcome } from "../../../src/graph/call";
import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import { services } from "../../../src/graph/resources/businesses";
import { isTeamMemberWord, parseStaff, staff } from "../../../src/graph/resources/staff";
import { isRecord } from "../../../src/graph/wire";
import { ownersOf } from "../../../src/tenant/people";
import { assertWithin } from "../../refuse";
import { withOperatorNamed } from "../operator-account";
import { type MatchedStaff, matchStaff } from "../read/match-staff";
import { calendarTasks, type TaskPlan } from "./calendar-tasks";
import { recordOutcomes } from "./record-outcomes";
import {
  afterFirst,
  bodyRole,
  type Failure,
  failedForGood,
  inLanes,
  keyOf,
  type Task,
  type Work,
  withoutFailed,
} from "./work";

/** Enough for lost answers, a refused word and some failures in one go; what fails after that is for the next run. */
const ROUNDS = 8;

/** Graph has two words for team members; each is tried in turn until Graph accepts one. */
const WORDS = 3;

/** What is left when everything possible has been done. */
export interface Undone {
  readonly failures: readonly Failure[];
  /** Admins who had to stay. */
  readonly heldBack: readonly string[];
}

/** Does what is to be done, in as few requests as possible; after lost answers it looks and does only what is missing. */
export async function applyChanges(work: Work): Promise<Undone> {
  const failed = new Map<string, Failure>();
  let words = WORDS;
  for (let round = 1; ; round += 1) {
    const staffNow = await staffOf(work);
    const plan = () => planned(work, staffNow, failed, round);
    if (round === 1) assertWithinLimits(work, plan().tasks);
    const mayTry = words > 1;
    const { failures, heldBack, hasOtherWord } =
      round === 1 && plan().tasks.some(saysTeamMember)
        ? await work.context.memory.teamMember.inTurn(() => attempted(work, plan(), mayTry))
        : await attempted(work, plan(), mayTry);
    if (hasOtherWord) {
      words -= 1;
    } else {
      keep(failed, failures);
    }
    if (isOver(failures) || round === ROUNDS) {
      const open = failures.filter((failure) => !failed.has(keyOf(failure.task)));
      return { failures: [...failed.values(), ...open], heldBack };
    }
    await lookAgain(work, failures);
  }
}

/** Before the first write: what a round takes away counts, whoever put it there. */
function assertWithinLimits({ context: { budget } }: Work, tasks: readonly Task[]): void {
  const counted = (what: "remove" | "change") => tasks.filter(({ step }) => step?.what === what).length;
  assertWithin(budget, "membersRemoved", counted("remove"));
  assertWithin(budget, "rolesChanged", counted("change"));
}

/** What is to be done in a round. In the first, one team member goes ahead where no one knows the word for them. */
function planned(
  work: Work,
  staffNow: MatchedStaff,
  failed: ReadonlyMap<string, Failure>,
  round: number,
): TaskPlan {
  const { tasks: all, heldBack } = calendarTasks(work, staffNow, round === 1);
  const left = withoutFailed(all, new Set(failed.keys()));
  const isAsking = round === 1 && !work.context.memory.teamMember.isKnown;
  return { tasks: inLanes(isAsking ? afterFirst(left, saysTeamMember) : left), heldBack };
}

/** What did not succeed, and whether what was refused may be taken in Graph's other word. */
async function attempted(work: Work, { tasks, heldBack }: TaskPlan, mayTry: boolean) {
  if (tasks.length === 0) return { failures: [], heldBack, hasOtherWord: false };
  const outcomes = await sentAll(
    work.writer,
    tasks.map(({ call }) => call),
  );
  const failures = recordOutcomes(work, tasks, outcomes);
  return { failures, heldBack, hasOtherWord: mayTry && triesOtherWord(work, failures) };
}

const saysTeamMember = ({ call }: Task): boolean => isTeamMemberWord(bodyRole(call));

function keep(failed: Map<string, Failure>, failures: readonly Failure[]): void {
  for (const failure of failedForGood(failures)) failed.set(keyOf(failure.task), failure);
}

/** Nothing is left to try: everything succeeded, or the run was stopped. */
function isOver(failures: readonly Failure[]): boolean {
  return failures.length === 0 || failures.some(({ error }) => error.kind === "aborted");
}

/** The staff without the account that made the calendar: it is no one's member unless a spec says so. */
export function staffOf(work: Work): Promise<MatchedStaff> {
  const operator = work.context.operator(work.inputs.organisation);
  const listed = Object.keys(work.inputs.members).map((address) => address.toLowerCase());
  const rows = work.rows.filter(
    (row) => row.emailAddress.toLowerCase() !== operator || listed.includes(operator ?? ""),
  );
  return matchStaff(listed, rows, (addresses) => ownersOf(work.reader, addresses));
}

/**
 * Graph says “invalid”, or 500 to nearly any body it does not like, for a role word that it does not know. Another
 * calendar may have found out meanwhile which word it is.
 */
function triesOtherWord(work: Work, failures: readonly Failure[]): boolean {
  const refused = failures
    .filter(({ error }) => error.kind === "invalid" || error.status === 500)
    .map(({ task }) => bodyRole(task.call))
    .filter(isTeamMemberWord);
  const words = new Set(refused);
  return [...words].map((word) => work.context.memory.teamMember.refused(word)).includes(true);
}

/** After a lost answer no one knows what happened, until someone looks. */
async function lookAgain(work: Work, failures: readonly Failure[]): Promise<void> {
  const lost = failures.filter(({ error }) => error.kind === "lost-answer");
  if (lost.length === 0) return;
  const { id } = work.business;
  const seen = parseStaff((await work.reader.send({ ...staff.list(id), fresh: work.fresh })).body);
  if (seen) {
    const rows = await withOperatorNamed(work.context, work.reader, work.inputs.organisation, seen);
    const operator = work.context.operator(work.inputs.organisation);
    work.rows = rows;
    work.operatorOnStaff ||= rows.some((row) => row.emailAddress.toLowerCase() === operator);
  }
  if (lost.some(({ task }) => task.what === "starter"))
    work.starterOwed = !(await hasService(work.reader, id));
}

/** Whether a calendar has any service already: then none is added. */
export async function hasService(reader: GraphClient, id: string): Promise<boolean> {
  const { body } = await reader.send(services.list(id));
  return isRecord(body) && Array.isArray(body["value"]) && body["value"].length > 0;
}

/** Also a run that is over leaves an outcome for every call, so that what was done before is recorded. */
async function sentAll(writer: GraphClient, calls: readonly GraphCall[]): Promise<GraphOutcome[]> {
  try {
    return await writer.sendAll(calls);
  } catch (cause) {
    return calls.map(({ method, path }) => ({
      ok: false,
      error:
        cause instanceof GraphError
          ? cause
          : new GraphError({ kind: "unavailable", method, path, status: 0, cause, detail: String(cause) }),
    }));
  }
}
