import { GraphError } from "../../src/graph/graph-error";
import { groups } from "../../src/graph/resources/groups";
import { reprocessLicences } from "../../src/graph/resources/licences";
import type { PolicyRecord } from "../../src/model/policy-fields";
import { markerOf } from "../../src/model/policy-marker";
import { type Problem, type ProblemCode, problem } from "../../src/problem/problem";
import { asRecorded, fromGroup, isIdle, lookAtGroup, type PolicyPerson } from "../../src/tenant/groups";
import { Refusal, refuse } from "../refuse";
import { addPeople, assignLicence, type PersonFailure, type PolicyWork, removePeople } from "./change-group";
import { currentPlans } from "./decide";
import { recordOf } from "./read";
import { PolicyPartlyDone } from "./record";

/**
 * Asks the directory for everything that is wanted of a group that exists, or records how far it came: the next run does the
 * rest. People are removed first and added last, so that no one gets for a moment what only others are to have: a mailbox that is
 * given and taken away again is lost.
 */
export async function changeGroup(work: PolicyWork): Promise<PersonFailure[]> {
  const { remove, retry, reprocess, add } = work.decision;
  try {
    await nameGroup(work);
    const off = await removePeople(work, [...remove, ...retry]);
    await assignLicence(work);
    const on = await addPeople(work, [...retry, ...add]);
    // an operator whose rights do not reach a person is refused: then the failure stays told as it is
    if (reprocess.length > 0) await work.writer.sendAll(reprocess.map(({ id }) => reprocessLicences(id)));
    return [...off, ...on];
  } catch (error) {
    throw stopped(work, error);
  }
}

/** Waits for the directory, and says what became of everybody. */
export async function finishPolicy(
  work: PolicyWork,
  failed: readonly PersonFailure[],
): Promise<PolicyRecord> {
  try {
    await awaitLicences(work, failed);
  } catch (error) {
    throw stopped(work, error);
  }
  const record = recordNow(work);
  const problems = [...problemsOf(work, record), ...failed.map((one) => personProblem(work, one))];
  if (problems.length > 0) throw new PolicyPartlyDone("policy-not-completed", record, problems);
  return record;
}

/** The name and the mark of our own groups; a group that was someone's keeps its own. */
async function nameGroup({ writer, live: { group }, facts: { inputs }, fresh }: PolicyWork): Promise<void> {
  const fields = {
    ...(group.displayName === inputs.displayName ? {} : { displayName: inputs.displayName }),
    ...(group.description === markerOf(inputs) ? {} : { description: markerOf(inputs) }),
  };
  if (!inputs.adopt && Object.keys(fields).length > 0)
    await writer.send({ ...groups.patch(group.id, fields), fresh });
}

function recordNow(work: PolicyWork): PolicyRecord {
  const { facts, live, id, helperPlans, processing, decision } = work;
  const { inputs, licence, licences, record } = facts;
  const beside = { id, helperPlans, processing, left: decision.left, licences };
  return recordOf(inputs, licence, live, { ...beside, persons: record?.live.persons });
}

/** The group exists, so the state must know it whatever went wrong. What the look before showed is what is known. */
function stopped(work: PolicyWork, error: unknown): unknown {
  const policy = work.facts.inputs.displayName;
  const record = { ...recordNow(work), live: { ...recordNow(work).live, processing: true as const } };
  if (error instanceof GraphError) {
    const gone = error.kind === "aborted";
    const reason = gone
      ? problem("engine-gone", { calendar: policy })
      : problem("policy-refused", { policy, why: error.message });
    return new PolicyPartlyDone(gone ? "engine-gone" : "policy-not-completed", record, [reason], error);
  }
  return error instanceof Refusal ? new PolicyPartlyDone(error.code, record, error.problems, error) : error;
}

function problemsOf(work: PolicyWork, record: PolicyRecord): Problem[] {
  const { facts, live, enabled } = work;
  const policy = facts.inputs.displayName;
  const failures = Object.entries(record.live.failures).map(([who, word]) =>
    problem(codeOf(word), { policy, who, word, licence: facts.inputs.licence }),
  );
  const on = currentPlans(live, facts.licence);
  const isOff =
    [...enabled].filter((id) => !on.has(id)).length + [...on].filter((id) => !enabled.has(id)).length;
  const isOpen = unseen(work, []).length > 0;
  return [
    ...failures,
    ...(record.live.processing ? [problem("licences-still-processing", { policy })] : []),
    ...(isOff > 0 || isOpen ? [problem("policy-not-as-asked", { policy })] : []),
  ];
}

/** People who were added or removed where the group does not show it yet. */
function unseen({ decision, live }: PolicyWork, failed: readonly PersonFailure[]): PolicyPerson[] {
  const inside = new Set(live.people.map(({ id }) => id));
  const open = [
    ...[...decision.add, ...decision.retry].filter(({ id }) => !inside.has(id)),
    ...decision.remove.filter(({ id }) => inside.has(id)),
  ];
  return open.filter(({ address }) => !failed.some(({ who }) => who === address));
}

const CODES = {
  CountViolation: "no-seat-left",
  MutuallyExclusiveViolation: "licences-exclude",
  DependencyViolation: "licence-depends",
} as const satisfies Record<string, ProblemCode>;

const codeOf = (word: string) =>
  Object.hasOwn(CODES, word) ? CODES[word as keyof typeof CODES] : ("licence-failed" as const);

function personProblem(work: PolicyWork, { who, error }: PersonFailure): Problem {
  return problem("policy-refused", {
    policy: `${work.facts.inputs.displayName}, ${who}`,
    why: error.message,
  });
}

/** Waits between looks, growing. */
const WAITS_MS = [1000, 2000, 4000, 8000];
const LONGEST_WAIT_MS = 15_000;

const TELL_EVERY_MS = 5000;

/** The directory shows new members minutes late. Longer than this, someone else is changing the group. */
const MEMBERS_WAIT_MS = 5 * 60_000;

/**
 * Waits until the group shows the people that were put on, and the directory has given everybody in it what it has, or failed
 * to; and shows how far it is.
 */
async function awaitLicences(work: PolicyWork, failed: readonly PersonFailure[]): Promise<void> {
  const { context, writer, facts } = work;
  const started = context.now();
  let told = started;
  for (let looks = 0; ; looks += 1) {
    const live = await lookAtGroup(writer, facts.inputs, work.live.group.id, work.fresh);
    if (!live) throw refuse("group-gone", { policy: facts.inputs.displayName });
    work.live = asRecorded(live, facts.record?.live.persons);
    const open = stillOpen(work);
    work.processing = open > 0 || !isIdle(live.group.processing);
    const waited = context.now() - started;
    const isLate = waited < MEMBERS_WAIT_MS && unseen(work, failed).length > 0;
    if (!(work.processing || isLate) || waited >= context.patienceMs) return;
    if (context.now() - told >= TELL_EVERY_MS) {
      told = context.now();
      context.tell(progress(work, open, waited));
    }
    await context.sleep(WAITS_MS[looks] ?? LONGEST_WAIT_MS);
  }
}

/** People where the directory has not yet said what became of the group's licence. */
function stillOpen({ live, facts: { licence } }: PolicyWork): number {
  const has = live.group.licences.some(({ skuId }) => skuId === licence.skuId);
  return has ? live.people.filter((person) => !fromGroup(person, live.group.id, licence.skuId)).length : 0;
}

function progress({ facts, live }: PolicyWork, open: number, waited: number): string {
  const people = live.people.length;
  return `${facts.inputs.displayName}: licences of ${people - open} of ${people} people are done after ${Math.round(waited / 1000)} s.`;
}
