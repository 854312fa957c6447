import type { Address } from "../model/address";
import { type Problem, problem } from "../problem/problem";
import { canBeMember } from "./address-problems";
import type { TouchedCalendar } from "./known-members";
import type { LookedUp } from "./person";

/**
 * Members who stay on a calendar and can no longer be on one. That is nobody's mistake in this change, so they are
 * warnings, unless the calendar is left without an admin who can use it: row USR-3.
 */
export function leaverProblems(
  { calendar, staying }: TouchedCalendar,
  found: ReadonlyMap<Address, LookedUp>,
): Problem[] {
  const hasLeft = (address: Address): boolean => {
    const person = found.get(address);
    return person !== undefined && !canBeMember(person);
  };
  const admins = (Object.keys(calendar.members) as Address[]).filter(
    (address) => calendar.members[address] === "admin",
  );
  const hasAdmin = admins.some((address) => !hasLeft(address));
  return staying.filter(hasLeft).map((address) => {
    const isLast = !hasAdmin && admins.includes(address);
    const args = { address, calendar: calendar.address };
    return problem(isLast ? "last-admin-has-left" : "person-has-left", args, calendar.memberPlace(address));
  });
}
