import { graphFields, valuesOf as textsOf } from "../model/calendar-fields";
import { membershipStatus } from "../model/calendar-roles";
import type { KnownPeople } from "../model/person";
import { askedValues, type Inventory } from "../plan/inventory";
import { CALENDAR_TYPE, nameOf, POLICY_TYPE, type Values } from "./internals/engine-events";
import {
  inventoryIn,
  liveOf,
  peopleIn,
  resourcesIn,
  type StateResource,
  textOf,
  valuesOf,
} from "./internals/exported-state";
import type { Deployment } from "./internals/workspace";
import type {
  AskedCalendar,
  RecordedCalendar,
  RecordedMember,
  RecordedPolicy,
  RecordedUser,
} from "./run-result";

function membersOf(outputs: Values, live: Values, people: KnownPeople): RecordedMember[] {
  const staff = valuesOf(live["staff"]);
  return Object.entries(valuesOf(outputs["members"]))
    .map(([address, role]): RecordedMember => {
      const membership = membershipStatus(textOf(valuesOf(staff[address])["status"]));
      const person = people[address.toLowerCase()];
      return { address, role: role === "admin" ? "admin" : "viewer", membership, ...(person && { person }) };
    })
    .sort((a, b) => a.role.localeCompare(b.role) || a.address.localeCompare(b.address));
}

const STATUSES = ["active", "half-made", "deleting", "deleted", "handed-over", "missing"] as const;

function askedOf({ viewerRole, calendars }: Inventory, name: string): AskedCalendar | undefined {
  const entry = calendars[name];
  if (entry === undefined) return undefined;
  return { ...askedValues(entry), members: entry.members, viewerRole };
}

function calendarOf(
  { urn, outputs = {} }: StateResource,
  inventory: Inventory | undefined,
  people: KnownPeople,
): RecordedCalendar {
  const name = nameOf(urn);
  const live = liveOf(outputs);
  const file = inventory?.calendars[name]?.file;
  const asked = inventory && askedOf(inventory, name);
  return {
    name,
    address: textOf(live["actualAddress"]) || textOf(outputs["address"]),
    ...textsOf(graphFields, (field) => textOf(outputs[field])),
    organisation: textOf(outputs["organisation"]),
    status: live["closed"] === true ? "awaiting-removal" : statusOf(live),
    members: membersOf(outputs, live, people),
    ...(file && { file }),
    ...(asked && { asked }),
    ...(live["unseen"] === true && { unseen: true }),
    ...(typeof live["recreations"] === "number" && { recreations: live["recreations"] }),
    knownBy: knownBy(live),
    persons: personsOf(live),
  };
}

const statusOf = (live: Values): RecordedCalendar["status"] =>
  STATUSES.find((status) => status === live["status"]) ?? "half-made";

function knownBy(live: Values): NonNullable<RecordedCalendar["knownBy"]> {
  const marker = live["marker"] === "ours" || live["marker"] === "foreign" ? live["marker"] : "none";
  return { marker, rows: Object.values(valuesOf(live["staff"])).map((row) => textOf(valuesOf(row)["id"])) };
}

/** The accounts to which addresses belonged when they were put on the calendar. */
function personsOf(live: Values): NonNullable<RecordedCalendar["persons"]> {
  const entries = Object.entries(valuesOf(live["staff"])).map(([address, row]) => [
    address,
    textOf(valuesOf(row)["person"]),
  ]);
  return Object.fromEntries(entries.filter(([, person]) => person !== ""));
}

/**
 * The accounts of everybody that a run put on a calendar: address in lower case → id. An address that is recorded with two
 * accounts is known by neither.
 */
export function knownAccounts(
  recorded: readonly Pick<RecordedCalendar, "persons" | "asked">[],
): Map<string, string> {
  const all = recorded.flatMap(({ persons = {}, asked }) =>
    Object.entries(persons).filter(([address]) => asked !== undefined && address in asked.members),
  );
  const groups = Map.groupBy(all, ([address]) => address.toLowerCase());
  return new Map(
    [...groups].flatMap(([address, found]) => {
      const [id, ...others] = new Set(found.map(([, person]) => person));
      return id !== undefined && others.length === 0 ? [[address, id] as const] : [];
    }),
  );
}

/** What a state has of one type, by name. */
function allOf<T extends { readonly name: string }>(
  state: Deployment,
  type: string,
  recordedOf: (resource: StateResource, inventory: Inventory | undefined, people: KnownPeople) => T,
): T[] {
  const inventory = inventoryIn(state);
  const people = peopleIn(state);
  return resourcesIn(state, type)
    .map((resource) => recordedOf(resource, inventory, people))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The calendars in an exported state, by name. */
export const recordedIn = (state: Deployment) => allOf(state, CALENDAR_TYPE, calendarOf);

const POLICY_STATUSES = ["active", "retiring", "deleted", "missing"] as const;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Everybody who is in the group, and everybody the directory could not put there or serve. */
function usersOf(outputs: Values, live: Values, people: KnownPeople): RecordedUser[] {
  const failures = valuesOf(live["failures"]);
  const waiting = new Set(listOf(live["waiting"]));
  const addresses = new Set([...Object.keys(valuesOf(outputs["users"])), ...Object.keys(failures)]);
  return [...addresses].sort().map((address): RecordedUser => {
    const word = textOf(failures[address]);
    const known = people[address.toLowerCase()];
    const person = known && { person: known };
    if (word !== "") return { address, ...person, licence: "failed", word };
    return { address, ...person, licence: waiting.has(address) ? "in-progress" : "processed" };
  });
}

function policyOf(
  { urn, outputs = {} }: StateResource,
  inventory: Inventory | undefined,
  people: KnownPeople,
): RecordedPolicy {
  const name = nameOf(urn);
  const live = liveOf(outputs);
  const entry = inventory?.policies?.[name];
  const unlisted = live["unlisted"];
  return {
    name,
    displayName: textOf(outputs["displayName"]),
    organisation: textOf(outputs["organisation"]),
    baseLicence: entry?.baseLicence ?? textOf(outputs["licence"]),
    applications: Object.keys(valuesOf(outputs["applications"])),
    status: POLICY_STATUSES.find((status) => status === live["status"]) ?? "active",
    ...(entry && { file: entry.file }),
    users: usersOf(outputs, live, people),
    unlisted: typeof unlisted === "number" ? unlisted : 0,
    ...(entry?.applications && { asked: { applications: entry.applications, users: entry.users } }),
    persons: textMap(live["persons"]),
    record: outputs,
  };
}

const textMap = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(valuesOf(value)).map(([key, one]) => [key, textOf(one)]));

/** The user policies in an exported state, by name. */
export const recordedPoliciesIn = (state: Deployment) => allOf(state, POLICY_TYPE, policyOf);
