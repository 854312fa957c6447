import type { GraphOutcome } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { groups, MEMBERS_IN_REQUEST } from "../../src/graph/resources/groups";
import { chunked } from "../../src/graph/wire";
import { disabledFor, effectivePlans, isInForce, type LicencePlan } from "../../src/plan/licences";
import { type LiveGroup, lookAtGroup, type PolicyPerson } from "../../src/tenant/groups";
import { refuse } from "../refuse";
import type { PolicyContext } from "./context";
import { currentPlans, type Decision, type Facts } from "./decide";

/** Someone who could not be put on or taken off. */
export interface PersonFailure {
  readonly who: string;
  readonly error: GraphError;
}

/** Takes people off. One who cannot be taken off stops no one else. */
export async function removePeople(
  { writer, live }: PolicyWork,
  people: readonly PolicyPerson[],
): Promise<PersonFailure[]> {
  if (people.length === 0) return [];
  const outcomes = await writer.sendAll(people.map(({ id }) => groups.removePerson(live.group.id, id)));
  return people.flatMap(({ address }, index) => {
    const error = errorIn(outcomes[index]);
    // a person that someone else has removed is off
    return error === undefined || error.kind === "not-found" ? [] : [{ who: address, error }];
  });
}

/** Puts people on. Twenty a request; where twenty fail together, the group is looked at and the rest go one by one. */
export async function addPeople(work: PolicyWork, people: readonly PolicyPerson[]): Promise<PersonFailure[]> {
  const failed = await bundlesThatFail(work, chunked(people, MEMBERS_IN_REQUEST));
  if (failed.length === 0) return [];
  const { live, facts, writer } = work;
  const now = await lookAtGroup(writer, facts.inputs, live.group.id, work.fresh);
  const inside = new Set((now?.people ?? []).map(({ id }) => id));
  const rest = failed.flatMap(({ people: some }) => some).filter(({ id }) => !inside.has(id));
  const alone = await bundlesThatFail(work, chunked(rest, 1));
  return alone.flatMap(({ people: some, error }) => some.map(({ address }) => ({ who: address, error })));
}

async function bundlesThatFail(
  { writer, live, fresh }: PolicyWork,
  bundles: readonly (readonly PolicyPerson[])[],
) {
  const calls = bundles.map((people) => ({
    ...groups.addPeople(
      live.group.id,
      people.map(({ id }) => id),
    ),
    fresh,
  }));
  const outcomes = calls.length > 0 ? await writer.sendAll(calls) : [];
  return bundles.flatMap((people, index) => {
    const error = errorIn(outcomes[index]);
    return error === undefined || isThereAlready(people, error) ? [] : [{ people, error }];
  });
}

/** Graph refuses to add who is a member; for one person alone that means it is done. */
function isThereAlready(people: readonly PolicyPerson[], error: GraphError): boolean {
  return people.length === 1 && error.kind === "invalid" && /already exist/i.test(error.message);
}

function errorIn(outcome: GraphOutcome | undefined): GraphError | undefined {
  if (!outcome)
    return new GraphError({ kind: "aborted", method: "PATCH", path: "", status: 0, detail: "no outcome" });
  if (outcome.ok) return undefined;
  if (outcome.error.kind === "aborted") throw outcome.error;
  return outcome.error;
}

/** A policy while it is worked on: what is to be done, and what is known of its group by now. */
export interface PolicyWork {
  readonly context: PolicyContext;
  readonly writer: GraphClient;
  readonly facts: Facts;
  readonly decision: Decision;
  /** The resource's id in the state. */
  readonly id: string;
  /** Made moments ago: what is not found may not be there yet. */
  readonly fresh: boolean;
  live: LiveGroup;
  /** Plans that are to be on, with those that Graph wants beside them. */
  enabled: ReadonlySet<string>;
  /** Names of those that Graph wants beside. */
  helperPlans: readonly string[];
  /** The directory has not finished with everybody. */
  processing: boolean;
}

/**
 * Gives the group its licence with the wanted plans and no others. A new group is still empty then: what the directory
 * refuses is known before anybody is on it.
 */
export async function assignLicence(work: PolicyWork): Promise<void> {
  const { licence } = work.facts;
  const has = work.live.group.licences.some(({ skuId }) => skuId === licence.skuId);
  if (has && sameSet(currentPlans(work.live, licence), work.enabled)) return;
  try {
    await assign(work);
  } catch (error) {
    const helper = error instanceof GraphError ? helperFor(work, error) : undefined;
    if (!helper) throw error;
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
  if (error.kind !== "invalid" || !/depend/i.test(error.message)) return undefined;
  const named = licence.plans.filter(
    ({ id, name }) => !work.enabled.has(id) && mentions(error.message, id, name),
  );
  if (named.length === 0) return undefined;
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
