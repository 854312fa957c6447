import { type Address, toAddress } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { adminsOf } from "../model/calendar-roles";
import type { OrganisationModel } from "../model/estate";
import { barsTo, isPerson, type LookedUp, otherOrganisation } from "../model/person";
import type { UserPolicy } from "../model/user-policy";
import type { Inventory, InventoryEntry } from "../plan/inventory";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";

/** Calendars with what the last run left of them. */
interface KnownCalendar {
  readonly calendar: BookingCalendar;
  readonly entry: InventoryEntry;
  /** Who was on it and stays. */
  readonly staying: readonly Address[];
}

interface KnownPolicy {
  readonly policy: UserPolicy;
  readonly staying: readonly Address[];
}

const lowerCased = (members: InventoryEntry["members"]): Map<string, string> =>
  new Map(Object.entries(members).map(([address, role]) => [address.toLowerCase(), role]));

function knownCalendars({ calendars }: OrganisationModel, before: Inventory | undefined): KnownCalendar[] {
  return calendars
    .filter(({ status }) => status === "active")
    .flatMap((calendar) => {
      const entry = before?.calendars[calendar.name];
      if (entry === undefined) return [];
      const known = lowerCased(entry.members);
      const staying = (Object.keys(calendar.members) as Address[]).filter((one) => known.has(one));
      return [{ calendar, entry, staying }];
    });
}

function knownPolicies({ policies }: OrganisationModel, before: Inventory | undefined): KnownPolicy[] {
  return policies
    .filter(({ status }) => status === "active")
    .flatMap((policy) => {
      const known = new Set(before?.policies?.[policy.name]?.users ?? []);
      const staying = policy.users.filter((one) => known.has(one));
      return staying.length > 0 ? [{ policy, staying }] : [];
    });
}

/** Everybody who was on a calendar or in a policy when the last run ended, and is to stay there. */
export function stayingPeople(model: OrganisationModel, before: Inventory | undefined): Address[] {
  const known = [...knownCalendars(model, before), ...knownPolicies(model, before)];
  return [...new Set(known.flatMap(({ staying }) => staying))];
}

/**
 * Everybody else that a change of specs names: who is taken off, and who is new to a policy. Nothing speaks for or against
 * them here: their names are shown beside their addresses.
 */
export function namedPeople(model: OrganisationModel, before: Inventory | undefined): Address[] {
  const had = [
    ...Object.values(before?.calendars ?? {}).flatMap(({ status, members }) =>
      status === "active" ? Object.keys(members) : [],
    ),
    ...Object.values(before?.policies ?? {}).flatMap(({ status, users }) =>
      status === "active" ? users : [],
    ),
    ...model.policies.flatMap(({ status, users }) => (status === "active" ? users : [])),
  ];
  return [...new Set(had.map((address) => toAddress(address)))];
}

/** Whether a change of specs has to do with the people of a calendar, or with where its patients' replies go. */
function isTouched({ calendar: { members, replyTo }, entry }: KnownCalendar): boolean {
  const before = lowerCased(entry.members);
  const now = Object.entries(members);
  return (
    entry.replyTo.toLowerCase() !== replyTo ||
    before.size !== now.length ||
    now.some(([address, role]) => before.get(address) !== role)
  );
}

/** Why someone is of no use where they are: the directory's reason, and whose account it was. */
function whyLeft(found: LookedUp | undefined): { reason: string; name?: string } | undefined {
  if (found === undefined) return undefined;
  if (!isPerson(found) && found.deleted !== undefined) return { reason: "deleted", name: found.deleted };
  const [reason] = barsTo(found);
  return reason === undefined ? undefined : { reason };
}

type Found = ReadonlyMap<string, LookedUp>;

/** One place where someone is who has left. */
interface Left {
  readonly address: Address;
  readonly on: string;
  readonly at: Place;
}

/**
 * People who stay where they are and can no longer be there, each told once with the reason: row USR-3. It is no one's
 * mistake in this change, so they are warnings, unless a calendar whose people change is left without an admin.
 */
export function leaverProblems(
  model: OrganisationModel,
  before: Inventory | undefined,
  found: Found,
): Problem[] {
  const calendars = knownCalendars(model, before);
  const policies = knownPolicies(model, before);
  const adminless = calendars.filter((one) => hasNoAdmin(one, found));
  const lefts = [
    ...calendars
      .filter((one) => !adminless.includes(one))
      .flatMap(({ calendar, staying }) =>
        staying.map((address) => ({ address, on: calendar.address, at: calendar.memberPlace(address) })),
      ),
    ...policies.flatMap(({ policy, staying }) =>
      staying.map((address) => ({ address, on: policy.displayName, at: policy.userPlace(address) })),
    ),
  ];
  return [
    ...adminless.flatMap((one) => adminlessProblems(one, found)),
    ...[...Map.groupBy(lefts, ({ address }) => address).values()].flatMap((all) => leftProblem(all, found)),
    ...policies.flatMap((one) => movedProblems(one, model, found)),
  ];
}

function hasNoAdmin({ calendar }: KnownCalendar, found: Found): boolean {
  const admins = adminsOf(calendar.members);
  return admins.length > 0 && admins.every((address) => whyLeft(found.get(address)) !== undefined);
}

function adminlessProblems(known: KnownCalendar, found: Found): Problem[] {
  const { calendar, staying } = known;
  const code = isTouched(known) ? "last-admin-has-left" : "no-admin-left";
  return staying.flatMap((address) => {
    const why = whyLeft(found.get(address));
    if (!why) return [];
    const at = calendar.memberPlace(address);
    const args = { address, calendar: calendar.address, ...why };
    return calendar.members[address] === "admin"
      ? [problem(code, args, at)]
      : [problem("person-has-left", { address, on: [calendar.address], ...why }, at)];
  });
}

function leftProblem(all: readonly Left[], found: Found): Problem[] {
  const [first] = all;
  const why = first && whyLeft(found.get(first.address));
  if (!first || !why) return [];
  const args = { address: first.address, on: all.map(({ on }) => on), ...why };
  const also = all.slice(1).map(({ at }) => at);
  return [problem("person-has-left", args, first.at, also)];
}

/** People of a policy who belong to another organisation by now: it can no longer hold them. Row POL-4. */
function movedProblems(
  { policy, staying }: KnownPolicy,
  { organisation }: OrganisationModel,
  found: Found,
): Problem[] {
  return staying.flatMap((address) => {
    const person = found.get(address);
    const theirs = person && isPerson(person) ? otherOrganisation(person, organisation) : undefined;
    if (theirs === undefined) return [];
    const args = { address, policy: policy.displayName, theirs };
    return [problem("policy-user-moved", args, policy.userPlace(address))];
  });
}
