import type { PolicyContext } from "../../../providers/user-policy/context";
import { readPolicy } from "../../../providers/user-policy/read";
import { addressToWatch, findDrift } from "../../drift/find-drift";
import type { DriftReport } from "../../drift/finding";
import type { PolicySighting } from "../../drift/policy-facts";
import type { RecordedFacts } from "../../drift/recorded-facts";
import { knownAccounts } from "../../engine/recorded";
import type { RecordedPolicy } from "../../engine/run-result";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import { markerOf } from "../../model/calendar-marker";
import type { OrganisationModel } from "../../model/estate";
import { namePart } from "../../model/naming";
import { setChanges } from "../../model/policy-fields";
import type { Tenant } from "../../model/tenant";
import type { TenantFacts } from "../../model/tenant-facts";
import type { UserPolicy } from "../../model/user-policy";
import { groupsNamed } from "../../tenant/groups";
import { observe, type WatchList } from "../../tenant/observe";
import { policyGroup } from "../../tenant/policies";
import { assertTenant } from "../ask-directory";

/** An organisation's specs and what the state records of it. */
export interface Known {
  readonly model: OrganisationModel;
  readonly recorded: readonly RecordedFacts[];
  /** User policies as the state records them. */
  readonly policies?: readonly RecordedPolicy[];
  readonly operator?: string | undefined;
  /** Others whose account is asked for, in lower case. */
  readonly others?: readonly string[];
}

/** What a look at the tenant told of one organisation. */
interface Surveyed {
  readonly report: DriftReport;
  readonly facts: TenantFacts;
  /** The groups of recorded policies by the name of the resource. */
  readonly policies: ReadonlyMap<string, PolicySighting>;
}

/** The drift of some organisations, as `surveyOf` finds it. */
export async function driftOf(...question: Parameters<typeof surveyOf>): Promise<DriftReport[]> {
  return (await surveyOf(...question)).map(({ report }) => report);
}

/**
 * One look at the tenant for some organisations, and their drift. Writes nothing. The kind of mailbox of members who are
 * recorded, with the same account and enabled, is asked for only with `allMailboxes`.
 */
export async function surveyOf(
  graph: GraphClient,
  tenant: Tenant,
  known: readonly Known[],
  allMailboxes = false,
): Promise<Surveyed[]> {
  await assertTenant(graph, tenant);
  const sightings = await Promise.all(known.map(({ policies = [] }) => readPolicies(graph, policies)));
  const seen = await observe(
    graph,
    known.map((one, index) => {
      const list = watchListOf(tenant, one.model, one.recorded, one.operator);
      const listed = [
        ...renamedUsers(one),
        ...doubtfulUsers(one, sightings[index]),
        ...othersOf(one, sightings[index]),
      ];
      return { ...list, listed };
    }),
    { attribute: tenant.organisationAttribute, allMailboxes },
  );
  return known.flatMap(({ model, recorded, operator, policies = [] }, index) => {
    const facts = seen.get(model.organisation.stack);
    if (!facts) return [];
    const ofPolicies = { recorded: policies, sightings: sightings[index] ?? new Map() };
    const report = findDrift({ tenant, model, recorded, operator, seen: facts, policies: ofPolicies });
    return [{ report, facts, policies: ofPolicies.sightings }];
  });
}

/** The others that are asked for, and all who are in groups: one may be listed there under another address. */
function othersOf({ others }: Known, sightings: ReadonlyMap<string, PolicySighting> = new Map()): string[] {
  const inGroups = [...sightings.values()].flatMap((one) => (one.what === "there" ? one.policy.users : []));
  return others ? [...others, ...inGroups] : [];
}

/** Users of policies that only the specs or only the last run list: they may be the same under another address. */
function renamedUsers({ model, policies = [] }: Known): string[] {
  return policies.flatMap(({ name, asked }) => {
    const wanted = model.policies.find((one) => one.name === name);
    const changes = asked && wanted?.status === "active" ? setChanges(asked.users, wanted.users) : [];
    const isBothWays = changes.some(({ on }) => on) && changes.some(({ on }) => !on);
    return isBothWays ? changes.map((one) => one.name) : [];
  });
}

/** Users of policies whose account on record no longer has the address, or is not in the group: it may be another person's. */
function doubtfulUsers(
  { policies = [] }: Known,
  sightings: ReadonlyMap<string, PolicySighting> = new Map(),
): string[] {
  return policies.flatMap(({ name, persons = {} }) => {
    const sighting = sightings.get(name);
    if (sighting?.what !== "there") return [];
    const { users, renamed = {} } = sighting.policy;
    return Object.keys(persons).filter((address) => address in renamed || !users.includes(address));
  });
}

/** What to look at for an organisation, by its specs and where the state says that its calendars really are. */
function watchListOf(
  { viewerRole }: Tenant,
  { organisation, calendars }: OrganisationModel,
  recorded: readonly RecordedFacts[],
  operator: string | undefined,
): WatchList {
  const active = calendars.filter(({ status }) => status === "active");
  return {
    stack: organisation.stack,
    shortName: organisation.shortName,
    viewerRole,
    operators: [organisation.operator, operator].flatMap((one) => (one ? [one.toLowerCase()] : [])),
    calendars: calendars.map((calendar) => {
      const knownBy = recorded.find(({ name }) => name === calendar.name)?.knownBy;
      return {
        address: addressToWatch(calendar, recorded),
        marker: markerOf(calendar),
        isTombstone: calendar.status !== "active",
        ...(knownBy && { knownBy }),
      };
    }),
    people: active.flatMap(({ members }) => Object.keys(members)),
    known: knownAccounts(recorded),
    replies: active.map(({ replyTo }) => replyTo),
  };
}

/** The groups of recorded policies as a preview would read them, all at once: their calls share batches. By resource name. */
async function readPolicies(
  graph: GraphClient,
  recorded: readonly RecordedPolicy[],
): Promise<ReadonlyMap<string, PolicySighting>> {
  const context: Pick<PolicyContext, "reader" | "groupName"> = {
    reader: () => graph,
    groupName: (organisation, name) => organisation + namePart(name),
  };
  const sightings = await Promise.all(
    recorded.map((policy) =>
      readable(() => (policy.status === "deleted" ? again(graph, policy) : look(context, policy))),
    ),
  );
  return new Map(recorded.map(({ name }, index) => [name, sightings[index] ?? { what: "gone" }]));
}

async function look(
  context: Pick<PolicyContext, "reader" | "groupName">,
  { name, record }: RecordedPolicy,
): Promise<PolicySighting> {
  const { props } = await readPolicy(context, name, record);
  if (props.live.status === "missing") return { what: "gone" };
  const applications = Object.keys(props.applications);
  const users = Object.keys(props.users);
  return { what: "there", policy: { ...props.live, applications, users } };
}

/** Of a retired policy only matters whether there is a group of its name again. */
async function again(graph: GraphClient, { displayName }: RecordedPolicy): Promise<PolicySighting> {
  return (await groupsNamed(graph, displayName)).length === 0
    ? { what: "gone" }
    : { what: "there", policy: { applications: [], users: [], failures: {} } };
}

/** The group of a policy that the state does not record: the one that its spec takes over, or the one of its name. */
export const lookUpPolicy = (graph: GraphClient, policy: UserPolicy): Promise<PolicySighting> =>
  readable(async () => {
    const { adopt, displayName } = policy;
    const { account } = await graph.claims();
    // an application sees every group; what a person does not see may be there
    if (!adopt && account === undefined && (await groupsNamed(graph, displayName)).length === 0)
      return { what: "gone" };
    const group = await policyGroup(graph, policy);
    if (!group) return { what: "unreadable", why: `${displayName} has not exactly one group` };
    const users = group.people.flatMap(({ addresses }) => addresses);
    return { what: "there", policy: { applications: [], users, failures: {} } };
  });

/** What cannot be read is a fact of its own; only the end of the run is an error. */
async function readable(work: () => Promise<PolicySighting>): Promise<PolicySighting> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GraphError && error.kind === "aborted") throw error;
    return { what: "unreadable", why: error instanceof Error ? error.message : String(error) };
  }
}
