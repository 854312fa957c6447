import { BOOKINGS } from "../model/applications";
import type { BookingCalendar } from "../model/booking-calendar";
import { adminsOf } from "../model/calendar-roles";
import type { OrganisationModel } from "../model/estate";
import { canBeMember, isPerson, type LookedUp, otherOrganisation } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import type { Inventory, PolicyEntry } from "../plan/inventory";
import { type Problem, problem } from "../problem/problem";
import type { NewAddress } from "./changed-addresses";

const isActive = ({ status }: { readonly status: string }): boolean => status === "active";

/**
 * What a change of admins means for a calendar until someone acts: no one who was an admin stays one (decision 0081), or
 * there is one only, who may fall ill or leave. Row USR-2.
 */
export function adminWarnings(
  calendars: readonly BookingCalendar[],
  before: Inventory | undefined,
): Problem[] {
  const changed = calendars.filter(isActive).flatMap((calendar) => {
    const entry = before?.calendars[calendar.name];
    const admins = adminsOf(calendar.members);
    const recorded = entry?.status === "active" ? adminsOf(entry.members) : [];
    const known = recorded.map((one) => one.toLowerCase());
    const isSame = known.length === admins.length && admins.every((one) => known.includes(one));
    return isSame ? [] : [{ calendar, admins, known, was: entry?.members ?? {} }];
  });
  const swapped = changed.flatMap(({ calendar, admins, known, was }) => {
    const isOnIt = (address: string): boolean =>
      Object.keys(was).some((one) => one.toLowerCase() === address);
    const [first] = admins;
    if (known.length === 0 || first === undefined || admins.some(isOnIt)) return [];
    const args = { calendar: calendar.address, admins, left: known };
    return [problem("all-admins-new", args, calendar.memberPlace(first))];
  });
  const single = changed.flatMap(({ calendar, admins: [only, ...more] }) =>
    only === undefined || more.length > 0 ? [] : [{ calendar, at: calendar.memberPlace(only) }],
  );
  const [first] = single;
  if (!first) return swapped;
  const names = single.map(({ calendar }) => calendar.address);
  const also = single.slice(1).map(({ at }) => at);
  return [...swapped, problem("one-admin-only", { calendars: names }, first.at, also)];
}

/**
 * New members who belong to another organisation: refused where the tenant refuses them, else told to whoever reviews the
 * change. Someone whose organisation is not known is not refused.
 */
export function foreignProblems(
  { address, use, at, calendar }: NewAddress,
  found: LookedUp | undefined,
  { organisation }: OrganisationModel,
  allowed: Tenant["otherOrganisations"],
): Problem[] {
  if (use !== "member" || !found || !isPerson(found)) return [];
  const theirs = otherOrganisation(found, organisation);
  if (theirs === undefined) return [];
  if (allowed === "refused")
    return [
      problem("person-of-other-organisation", { address, theirs, ours: organisation.directoryName }, at),
    ];
  const person = { address, name: found.displayName, theirs, calendar };
  return canBeMember(found) ? [problem("person-of-another-organisation", person, at)] : [];
}

/** Whether a policy lets its people open Bookings. */
export const enables = ({
  status,
  applications = [],
}: Pick<PolicyEntry, "status" | "applications">): boolean =>
  status === "active" && applications.includes(BOOKINGS);

/** People of calendars who lose Bookings by a change of policies, as far as policies give it: row USR-6. */
export function takenBookings(
  { calendars, policies }: OrganisationModel,
  before: Inventory | undefined,
): Problem[] {
  const still = new Set<string>(policies.filter(enables).flatMap(({ users }) => users));
  return policies.flatMap((policy) => {
    const entry = before?.policies?.[policy.name];
    if (!entry || !enables(entry)) return [];
    return entry.users
      .map((user) => user.toLowerCase())
      .filter((user) => !still.has(user))
      .flatMap((address) => {
        const on = calendars.filter((one) => isActive(one) && Object.hasOwn(one.members, address));
        if (on.length === 0) return [];
        const args = { address, policy: policy.displayName, on: on.map((one) => one.address) };
        return [problem("bookings-taken", args, placeOfLoss(policy))];
      });
  });
}

function placeOfLoss(policy: UserPolicy): Problem["at"] {
  if (policy.status === "deleted") return policy.placeOf("/status");
  return policy.placeOf(policy.applications.includes(BOOKINGS) ? "/users" : "/applications", "key");
}
