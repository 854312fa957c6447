import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { groups } from "../../src/graph/resources/groups";
import { parseSkus, subscribedSkus } from "../../src/graph/resources/licences";
import type { PolicyInputs, PolicyRecord } from "../../src/model/policy-fields";
import { carriesMark, isOurs } from "../../src/model/policy-marker";
import { problem } from "../../src/problem/problem";
import { asRecorded, type LiveGroup, lookAtGroup, type Unit } from "../../src/tenant/groups";
import { assertConfirmed, assertWithin, Refusal, refuse } from "../refuse";
import { assertSeenAsReviewed } from "./assert-as-reviewed";
import { type PolicyContext, pinnedWriter } from "./context";
import { lossProblems, truncateList } from "./decide";
import { findUnit } from "./find-or-create-group";
import { withPendingAssignments } from "./pending-assignments";
import { licenceOf } from "./read";
import { inputsOf, PolicyPartlyDone } from "./record";

/** Waits for the directory to take back what the group gave. */
const LOOK_EVERY_MS = 5000;

/** Retires a policy: its licences first, then its people, then the group; a run that is cut off is continued by the next. */
export async function retirePolicy(
  context: PolicyContext,
  record: PolicyRecord,
  inputs: PolicyInputs,
): Promise<PolicyRecord> {
  assertConfirmed(inputs.displayName, inputs.deletion);
  const writer = await pinnedWriter(context, inputs);
  const { group } = record.live;
  const live = await context.inTurn(inputs.organisation, () => takeLicences(context, writer, record, inputs));
  if (!live) return retired(inputs, record.id, group);
  try {
    await awaitTaken(context, inputs, writer, live);
    await takePeople(writer, live);
    await removeGroup(writer, group);
  } catch (error) {
    throw stopped(record, inputs, error);
  }
  return retired(inputs, record.id, group);
}

/** A retired policy that no record knows is put on record; one whose group lives on is not. */
export async function recordRetired(context: PolicyContext, inputs: PolicyInputs): Promise<PolicyRecord> {
  assertConfirmed(inputs.displayName, inputs.deletion);
  const { groups: found } = await findUnit(await pinnedWriter(context, inputs), inputs);
  if (found.some((group) => carriesMark(group, inputs) || group.id === inputs.adopt?.group))
    throw refuse("retired-but-alive", { policy: inputs.displayName });
  return retired(inputs, `retired:${inputs.displayName.toLowerCase()}`, "");
}

function retired(inputs: PolicyInputs, id: string, group: string): PolicyRecord {
  return {
    ...inputsOf(inputs),
    applications: inputs.applications,
    users: {},
    status: "deleted",
    schema: 1,
    id,
    live: { status: "deleted", group, plans: [], helperPlans: [], failures: {} },
  };
}

/** A group that is there, but not in the organisation's unit or not this policy's, is someone's, whatever the record says. */
function assertInUnit(unit: Unit, inputs: PolicyInputs, id: string): void {
  const group = unit.groups.find((one) => one.id === id);
  if (!group || !isOurs(group, inputs)) {
    const { displayName: policy, organisation } = inputs;
    throw refuse("group-not-ours", { policy, group: id, organisation });
  }
}

/** Takes the group's licences back unless someone would lose more than is meant. Undefined: there is no group any more. */
async function takeLicences(
  context: PolicyContext,
  writer: GraphClient,
  record: PolicyRecord,
  inputs: PolicyInputs,
): Promise<LiveGroup | undefined> {
  const unit = await findUnit(writer, inputs);
  const seen = await lookAtGroup(writer, inputs, record.live.group);
  if (!seen) return undefined;
  assertInUnit(unit, inputs, seen.group.id);
  const licences = parseSkus((await writer.send(subscribedSkus.list())).body);
  const settled = await withPendingAssignments(writer, inputs, unit, seen.group.id, seen.people, licences);
  const live = asRecorded({ ...seen, people: seen.people.map(settled) }, record.live.persons);
  if (record.live.status !== "retiring")
    assertSeenAsReviewed(context, record, inputs, { live, licence: licenceOf(record, licences) });
  const skus = live.group.licences.map(({ skuId }) => skuId);
  // what an earlier run has taken back already cannot be kept by refusing now
  if (skus.length === 0) return live;
  const sentences = lossProblems({ inputs, live, licences, gifts: [], removed: new Set(live.people) });
  if (sentences.length > 0) throw new Refusal("policy-refused", truncateList(sentences));
  if (live.people.length > 0) assertWithin(context.budget, "policiesEmptied", 1);
  await writer.send(groups.removeLicences(live.group.id, skus)).catch((error: unknown) => {
    throw stopped(record, inputs, error);
  });
  return live;
}

async function awaitTaken(
  context: PolicyContext,
  inputs: PolicyInputs,
  writer: GraphClient,
  { group, people }: LiveGroup,
): Promise<void> {
  const started = context.now();
  for (let open = people.length; open > 0; await context.sleep(LOOK_EVERY_MS)) {
    const live = await lookAtGroup(writer, inputs, group.id);
    const holding =
      live?.people.filter(({ assignments }) => assignments.some((one) => one.group === group.id)) ?? [];
    open = holding.length;
    if (open === 0) return;
    if (context.now() - started >= context.patienceMs)
      throw refuse("licences-still-processing", { policy: inputs.displayName });
    context.tell(`${inputs.displayName}: ${open} people still have its licence.`);
  }
}

async function takePeople(writer: GraphClient, { group, people }: LiveGroup): Promise<void> {
  if (people.length === 0) return;
  const outcomes = await writer.sendAll(people.map(({ id }) => groups.removePerson(group.id, id)));
  const failed = outcomes.find((one) => !one.ok && one.error.kind !== "not-found");
  if (failed && !failed.ok) throw failed.error;
}

async function removeGroup(writer: GraphClient, group: string): Promise<void> {
  const [outcome] = await writer.sendAll([groups.delete(group)]);
  if (outcome && !outcome.ok && outcome.error.kind !== "not-found") throw outcome.error;
  const [look] = await writer.sendAll([groups.get(group)]);
  if (look?.ok || (look && look.error.kind !== "not-found"))
    throw look.ok ? refuse("group-still-seen", { group }) : look.error;
}

/** Its end has begun, and cannot be taken back: the next run goes on. */
function stopped(record: PolicyRecord, inputs: PolicyInputs, error: unknown): unknown {
  const known = error instanceof GraphError || error instanceof Refusal;
  if (!known) return error;
  const policy = inputs.displayName;
  const problems =
    error instanceof Refusal ? error.problems : [problem("policy-refused", { policy, why: error.message })];
  const live = { ...record.live, status: "retiring" as const };
  const now: PolicyRecord = { ...record, ...inputsOf(inputs), users: record.users, live };
  return new PolicyPartlyDone("policy-not-completed", now, problems, error);
}
