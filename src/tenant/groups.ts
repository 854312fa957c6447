import type { GraphCall, GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import {
  administrativeUnits,
  type FoundGroup,
  type Group,
  groups,
  parseFoundGroup,
  parseGroup,
} from "../graph/resources/groups";
import {
  LICENCE_STATES,
  type LicenceState,
  parseLicenceStates,
  parseSkus,
  type SubscribedSku,
  subscribedSkus,
} from "../graph/resources/licences";
import { resolveUsers } from "../graph/resources/resolve-users";
import { type DirectoryUser, parseUsers, users, VALUES_IN_FILTER } from "../graph/resources/users";
import { answerOf } from "../graph/send-with-retries";
import { chunked, isRecord, itemsIn, parseItems, parseOne, textOf } from "../graph/wire";
import type { PolicyInputs } from "../model/policy-fields";

/** A policy's group as it is in the tenant. */
export interface LiveGroup {
  readonly group: Group;
  readonly people: readonly PolicyPerson[];
  /** Names of groups that are its members: licences do not reach the people in them. */
  readonly nested: readonly string[];
  /** Addresses under which the record lists accounts that no longer have them, with the accounts' primary addresses. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/**
 * A group's people as the record lists them: an account that has another address since is listed as before, and an address that
 * is someone else's by now lists no one else. `persons`: the listed address → the account's id.
 */
export function asRecorded(live: LiveGroup, persons: Readonly<Record<string, string>> = {}): LiveGroup {
  const listed = Map.groupBy(Object.entries(persons), ([, id]) => id);
  const people = live.people.map((person) => {
    const own = (listed.get(person.id) ?? []).map(([address]) => address);
    const others = person.addresses.filter((address) => (persons[address] ?? person.id) === person.id);
    return { ...person, addresses: [...new Set([...own, ...others])] };
  });
  const renamed = live.people.flatMap(({ id, address, addresses }) =>
    (listed.get(id) ?? []).flatMap(([one]) => (addresses.includes(one) ? [] : [[one, address] as const])),
  );
  return { ...live, people, ...(renamed.length > 0 && { renamed: Object.fromEntries(renamed) }) };
}

/** Looks at a group with its people; undefined when there is none. One request, and one for each thousand people more. */
export async function lookAtGroup(
  client: GraphClient,
  { organisationAttribute }: Pick<PolicyInputs, "organisationAttribute">,
  id: string,
  fresh = false,
): Promise<LiveGroup | undefined> {
  const calls = callsFor(id, organisationAttribute).map((call) => ({ ...call, fresh }));
  return liveGroup(organisationAttribute, await client.sendAll(calls));
}

/** The same together with the tenant's licences. */
export async function lookWithLicences(
  client: GraphClient,
  { organisationAttribute }: PolicyInputs,
  id: string,
): Promise<{ live: LiveGroup | undefined; licences: SubscribedSku[] }> {
  const calls = [...callsFor(id, organisationAttribute), subscribedSkus.list()];
  const outcomes = await client.sendAll(calls);
  const live = liveGroup(organisationAttribute, outcomes);
  return { live, licences: parseSkus(answerOf(outcomes.at(-1)).body) };
}

const callsFor = (id: string, attribute: string): GraphCall[] => [
  groups.get(id),
  groups.people(id, [attribute]),
  groups.nested(id),
];

function liveGroup(attribute: string, [head, page, inside]: readonly GraphOutcome[]): LiveGroup | undefined {
  if (head && !head.ok && head.error.kind === "not-found") return undefined;
  const group = parseOne(answerOf(head).body, parseGroup);
  const users = parseUsers(answerOf(page).body);
  const nested = itemsIn(answerOf(inside).body)
    .filter(isRecord)
    .map((one) => textOf(one["displayName"]) || textOf(one["id"]));
  return { group, people: users.map((user) => policyPerson(user, attribute)), nested: nested.sort() };
}

/** Someone with their licences. */
export interface PolicyPerson {
  readonly id: string;
  /** The primary address in lower case. */
  readonly address: string;
  /** All addresses in lower case. */
  readonly addresses: readonly string[];
  /** What the directory's attribute for the organisation holds. */
  readonly organisation: string;
  readonly isGuest: boolean;
  readonly assignments: readonly LicenceState[];
  /** What the person may have besides, for as long as the directory is at work. */
  readonly unsure?: readonly LicenceState[];
}

/** A directory user as a person with licences. Licences that were not told are no empty list. */
export function policyPerson(user: DirectoryUser, attribute: string): PolicyPerson {
  const assignments = parseLicenceStates(user.raw);
  if (!assignments) {
    throw new GraphError({
      kind: "denied",
      method: "GET",
      path: "/users",
      status: 200,
      detail: "licenseAssignmentStates was not told: the sign-in needs to read people in full",
    });
  }
  return {
    id: user.id,
    address: (user.mail || user.userPrincipalName).toLowerCase(),
    addresses: user.addresses,
    organisation: textOf(user.raw[attribute]),
    isGuest: user.userType === "Guest",
    assignments,
  };
}

/** What this group has given to a person of a licence, or failed to give. */
export function fromGroup(
  { assignments }: PolicyPerson,
  group: string,
  skuId: string,
): LicenceState | undefined {
  return assignments.find((one) => one.group === group && one.skuId === skuId);
}

/** Whether the directory has nothing to do on a group's licences. One that never had a licence says nothing at all. */
export function isIdle(processing: string): boolean {
  return processing === "ProcessingComplete" || processing === "";
}

/**
 * The people behind addresses with their licences, by the address asked for. Nearly all are found by their mail address, so
 * that alone is asked at first: half the questions of a policy of thousands.
 */
export async function findPeople(
  client: GraphClient,
  addresses: readonly string[],
  attribute: string,
): Promise<Map<string, PolicyPerson>> {
  const more = [LICENCE_STATES, attribute];
  const calls = chunked(addresses, VALUES_IN_FILTER).map((some) => users.byField("mail", some, more));
  const found = new Map<string, DirectoryUser>();
  for (const outcome of calls.length > 0 ? await client.sendAll(calls) : []) {
    for (const user of parseUsers(answerOf(outcome).body)) {
      for (const address of user.addresses) found.set(address, user);
    }
  }
  const rest = addresses.filter((address) => !found.has(address));
  for (const [address, user] of rest.length > 0 ? await resolveUsers(client, rest, more) : [])
    found.set(address, user);
  return new Map(
    addresses.flatMap((address) => {
      const user = found.get(address);
      return user ? [[address, policyPerson(user, attribute)] as const] : [];
    }),
  );
}

/** The organisation's administrative unit with its groups: what is in none of our units is never touched. */
export interface Unit {
  readonly id: string;
  readonly groups: readonly FoundGroup[];
}

/** What its unit is called, the first first: the tenant stack's name, or a tenant's own named after the organisation. */
export const unitNames = (organisation: string): [string, string] => [
  `Bookings ${organisation}`,
  organisation,
];

/** The units of an organisation among those in an answer: all of the first name that there is one of. */
export function unitsIn(body: unknown, organisation: string): readonly Readonly<Record<string, unknown>>[] {
  const values = itemsIn(body).filter(isRecord);
  const found = unitNames(organisation)
    .map((name) => values.filter((one) => textOf(one["displayName"]).toLowerCase() === name.toLowerCase()))
    .find((units) => units.length > 0);
  return found ?? [];
}

/** An organisation's unit with its groups, or how many there are where there is not exactly one. */
export async function lookAtUnit(
  client: GraphClient,
  organisation: string,
): Promise<Unit | { readonly count: number }> {
  const { body } = await client.send(administrativeUnits.named(unitNames(organisation)));
  const found = unitsIn(body, organisation);
  const [unit, ...more] = found;
  if (!unit || more.length > 0) return { count: found.length };
  const id = textOf(unit["id"]);
  const listed = await client.send(administrativeUnits.groups(id));
  return { id, groups: parseItems(listed.body, parseFoundGroup) };
}

/** Ids of the groups of a name, from the whole list; what is no list is thrown. */
export async function groupsNamed(client: GraphClient, displayName: string): Promise<string[]> {
  const call = groups.named(displayName);
  const { body } = await client.send(call);
  if (isRecord(body) && Array.isArray(body["value"]))
    return body["value"].flatMap((one) => (isRecord(one) ? [textOf(one["id"])] : []));
  const detail = "the answer is not in the expected form";
  throw new GraphError({ kind: "unavailable", method: call.method, path: call.path, status: 200, detail });
}
