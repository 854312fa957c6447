import { GraphError } from "../../src/graph/graph-error";
import { groups } from "../../src/graph/resources/groups";
import type { ProblemCode } from "../../src/problem/problem";
import { Refusal, textOf } from "../booking-calendar/refuse";
import { awaitLicences } from "./await-licences";
import { changePeople, type PersonFailure } from "./change-people";
import { currentPlans } from "./decide";
import { giveLicence } from "./give-licence";
import { markerOf } from "./marker";
import { PolicyPartlyDone } from "./partly-done";
import type { PolicyRecord } from "./policy-record";
import type { PolicyWork } from "./policy-work";
import { recordOf } from "./record-of";

/** Brings a group that exists to what is asked for, or records how far it came: the next run does the rest. */
export async function finishPolicy(work: PolicyWork): Promise<PolicyRecord> {
  let failed: PersonFailure[];
  try {
    await nameGroup(work);
    await giveLicence(work);
    failed = await changePeople(work);
    await awaitLicences(work);
  } catch (error) {
    throw stopped(work, error);
  }
  const record = recordNow(work);
  const reasons = [...reasonsOf(work, record), ...failed.map((one) => personReason(work, one))];
  if (reasons.length > 0) {
    throw new PolicyPartlyDone("policy-not-completed", record, reasons);
  }
  return record;
}

/** The name and the mark of our own groups; a group that was somebody's keeps its own. */
async function nameGroup({ writer, live: { group }, facts: { inputs }, fresh }: PolicyWork): Promise<void> {
  const fields = {
    ...(group.displayName === inputs.displayName ? {} : { displayName: inputs.displayName }),
    ...(group.description === markerOf(inputs) ? {} : { description: markerOf(inputs) }),
  };
  if (!inputs.adopt && Object.keys(fields).length > 0) {
    await writer.send({ ...groups.patch(group.id, fields), fresh });
  }
}

function recordNow(work: PolicyWork): PolicyRecord {
  const { facts, live, id, helperPlans, processing, decision } = work;
  return recordOf(facts.inputs, facts.licence, live, { id, helperPlans, processing, left: decision.left });
}

/** The group exists, so the state must know it whatever went wrong. What the look before showed is what is known. */
function stopped(work: PolicyWork, error: unknown): unknown {
  const policy = work.facts.inputs.displayName;
  const record = { ...recordNow(work), live: { ...recordNow(work).live, processing: true as const } };
  if (error instanceof GraphError) {
    const gone = error.kind === "aborted";
    const reason = gone
      ? textOf("engine-gone", { calendar: policy })
      : textOf("policy-refused", { policy, why: error.message });
    return new PolicyPartlyDone(gone ? "engine-gone" : "policy-not-completed", record, [reason], error);
  }
  return error instanceof Refusal ? new PolicyPartlyDone(error.code, record, [error.message], error) : error;
}

function reasonsOf(work: PolicyWork, record: PolicyRecord): string[] {
  const { decision, facts, live, enabled } = work;
  const policy = facts.inputs.displayName;
  const failures = Object.entries(record.live.failures).map(([who, word]) =>
    textOf(codeOf(word), { policy, who, word, licence: facts.inputs.licence }),
  );
  const on = currentPlans(live, facts.licence);
  const isOff =
    [...enabled].filter((id) => !on.has(id)).length + [...on].filter((id) => !enabled.has(id)).length;
  const inside = new Set(live.people.map(({ id }) => id));
  const isOpen =
    decision.add.some(({ id }) => !inside.has(id)) || decision.remove.some(({ id }) => inside.has(id));
  return [
    ...failures,
    ...(record.live.processing ? [textOf("licences-still-processing", { policy })] : []),
    ...(isOff > 0 || isOpen ? [textOf("policy-not-as-asked", { policy })] : []),
  ];
}

const WORDS: Readonly<Record<string, ProblemCode>> = {
  CountViolation: "no-seat-left",
  MutuallyExclusiveViolation: "licences-exclude",
  DependencyViolation: "licence-depends",
};

type FailureCode = "no-seat-left" | "licences-exclude" | "licence-depends" | "licence-failed";

function codeOf(word: string): FailureCode {
  return (WORDS[word] ?? "licence-failed") as FailureCode;
}

function personReason(work: PolicyWork, { who, error }: PersonFailure): string {
  return textOf("policy-refused", { policy: `${work.facts.inputs.displayName}, ${who}`, why: error.message });
}
