import type { GraphClient } from "../../src/graph/graph-client";
import { parseSkus, subscribedSkus } from "../../src/graph/resources/licences";
import type { PolicyInputs, PolicyRecord } from "../../src/model/policy-fields";
import { asRecorded, findPeople, lookAtGroup } from "../../src/tenant/groups";
import { assertWithin, Refusal } from "../refuse";
import { assertSeenAsReviewed } from "./assert-as-reviewed";
import type { PolicyWork } from "./change-group";
import { assertName, type PolicyContext, pinnedWriter } from "./context";
import { type Decision, decide, type Facts, newcomers, truncateList } from "./decide";
import { createGroup, findGroup, findUnit } from "./find-or-create-group";
import { changeGroup, finishPolicy } from "./finish-policy";
import { withPendingAssignments } from "./pending-assignments";
import { licenceOf } from "./read";
import { parseInputs } from "./record";
import { recordRetired } from "./retire";

/** Makes a policy, takes over the group that its spec names, or completes what an interrupted run left. */
export async function createPolicy(
  context: PolicyContext,
  wish: unknown,
): Promise<{ id: string; outs: PolicyRecord }> {
  const inputs = parseInputs(wish);
  assertName(context, inputs);
  const outs =
    inputs.status === "deleted"
      ? await recordRetired(context, inputs)
      : await applyPolicy(context, inputs, undefined);
  return { id: outs.id, outs };
}

/** Brings a policy to what is asked for, whatever is there of it. */
export async function applyPolicy(
  context: PolicyContext,
  inputs: PolicyInputs,
  record: PolicyRecord | undefined,
): Promise<PolicyRecord> {
  const writer = await pinnedWriter(context, inputs);
  const { work, failed } = await context.inTurn(inputs.organisation, async () => {
    const { unit, facts, decision } = await gatherFacts(writer, inputs, record);
    const { live: seen, licence } = facts;
    context.sawPeople?.(seen?.people ?? []);
    if (record && seen) assertSeenAsReviewed(context, record, inputs, { live: seen, licence });
    if (empties(facts, decision)) assertWithin(context.budget, "policiesEmptied", 1);
    const live = facts.live ?? {
      group: { ...(await createGroup(context, writer, unit, inputs)), licences: [] },
      people: [],
      nested: [],
    };
    const now: PolicyWork = {
      context,
      writer,
      facts,
      decision,
      id: record?.id ?? live.group.id,
      fresh: facts.live === undefined,
      live,
      enabled: decision.enabled,
      helperPlans: record?.live.helperPlans ?? [],
      processing: false,
    };
    return { work: now, failed: await changeGroup(now) };
  });
  return finishPolicy(work, failed);
}

/** Everybody is removed and no one is added. */
const empties = ({ live }: Facts, { remove, add }: Decision): boolean =>
  live !== undefined && remove.length > 0 && remove.length === live.people.length && add.length === 0;

/** Looks at everything before the first write, and refuses if any of it speaks against the whole. */
async function gatherFacts(writer: GraphClient, inputs: PolicyInputs, record: PolicyRecord | undefined) {
  const [unit, skus] = await Promise.all([findUnit(writer, inputs), writer.send(subscribedSkus.list())]);
  const licences = parseSkus(skus.body);
  const licence = licenceOf(inputs, licences);
  const recorded = record && record.live.status !== "missing" ? record.live.group : undefined;
  const group = findGroup(unit, inputs, recorded);
  const look = group && (await lookAtGroup(writer, inputs, group.id));
  const seen = look && asRecorded(look, record?.live.persons);
  const asked = await findPeople(writer, newcomers(inputs, seen), inputs.organisationAttribute);
  const people = [...(seen?.people ?? []), ...asked.values()];
  const settled = await withPendingAssignments(writer, inputs, unit, group?.id, people, licences);
  const live = seen && { ...seen, people: seen.people.map(settled) };
  const found = new Map([...asked].map(([address, person]) => [address, settled(person)]));
  const facts: Facts = { inputs, record, licence, licences, live, found };
  const decision = decide(facts);
  if (decision.problems.length > 0) throw new Refusal("policy-refused", truncateList(decision.problems));
  return { unit, facts, decision };
}
