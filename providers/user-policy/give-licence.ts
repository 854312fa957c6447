import { GraphError } from "../../src/graph/graph-error";
import { groups } from "../../src/graph/resources/groups";
import { disabledFor } from "../../src/plan/licences/application-plans";
import type { LicencePlan } from "../../src/plan/licences/licence";
import { isInForce } from "../../src/plan/licences/licence";
import { effectivePlans } from "../../src/plan/licences/losses";
import { refuse } from "../refuse";
import { currentPlans } from "./decide";
import type { PolicyPerson } from "./policy-person";
import type { PolicyWork } from "./policy-work";

/**
 * Gives the group its licence with the wanted plans and no others. A new group is still empty then: what the directory
 * refuses is known before anybody is on it.
 */
export async function giveLicence(work: PolicyWork): Promise<void> {
  const { licence } = work.facts;
  const has = work.live.group.licences.some(({ skuId }) => skuId === licence.skuId);
  if (has && sameSet(currentPlans(work.live, licence), work.enabled)) {
    return;
  }
  try {
    await assign(work);
  } catch (error) {
    const helper = error instanceof GraphError ? helperFor(work, error) : undefined;
    if (!helper) {
      throw error;
    }
    work.enabled = new Set([...work.enabled, helper.id]);
    work.helperPlans = [...work.helperPlans, helper.name].sort();
    await assign(work);
  }
}

async function assign({ writer, live, facts: { licence }, enabled, fresh }: PolicyWork): Promise<void> {
  const call = groups.assignLicence(live.group.id, licence.skuId, disabledFor(enabled, licence));
  await writer.send({ ...call, fresh }).catch((error: unknown) => {
    // the same assignment again changes nothing, and what became of it is looked at afterwards
    if (!(error instanceof GraphError) || error.kind !== "lost-answer") throw error;
    return writer.send({ ...call, fresh });
  });
}

/**
 * The plan that the directory says ours needs, if everybody has it already: then switching it on changes nothing for anybody.
 * Its message names plans by their ids.
 */
function helperFor(work: PolicyWork, error: GraphError): LicencePlan | undefined {
  const { licence, inputs } = work.facts;
  if (error.kind !== "invalid" || !/depend/i.test(error.message)) {
    return undefined;
  }
  const named = licence.plans.filter(
    ({ id, name }) => !work.enabled.has(id) && mentions(error.message, id, name),
  );
  if (named.length === 0) {
    return undefined;
  }
  const people = [...work.live.people, ...work.decision.add];
  const helper = named.find(({ id }) => people.every((person) => hasBeside(work, person, id)));
  if (!helper) {
    const [plan] = named;
    const lacking = people.filter((person) => plan && !hasBeside(work, person, plan.id));
    throw refuse("plan-needs-another", {
      policy: inputs.displayName,
      plan: plan?.name ?? "",
      lacking: lacking.slice(0, 5).map(({ address }) => address),
    });
  }
  return helper;
}

function mentions(text: string, id: string, name: string): boolean {
  return text.toLowerCase().includes(id) || text.includes(name);
}

function hasBeside({ live, facts: { licences } }: PolicyWork, person: PolicyPerson, plan: string): boolean {
  const beside = person.assignments.filter((one) => isInForce(one) && one.group !== live.group.id);
  return effectivePlans(beside, licences).has(plan);
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}
