import type { Address } from "../model/address";
import { type CalendarCase, finding } from "./calendar-case";
import type { Finding } from "./finding";

type Case = Pick<CalendarCase, "organisation" | "wanted" | "recorded" | "directory" | "otherOrganisations">;

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * Members whose address is another account's than when they were put on the calendar, and members who are of another
 * organisation now. Without the directory, or without an account on record, nothing is said.
 */
export function identityFindings({
  organisation,
  wanted,
  recorded,
  directory,
  otherOrganisations,
}: Case): Finding[] {
  if (directory.what !== "read") return [];
  const about = { organisation, calendar: wanted.address };
  const args = { calendar: wanted.address, organisation: organisation.stack };
  return (Object.keys(wanted.members) as Address[]).flatMap((address) => {
    const person = directory.people.get(address);
    const known = recorded.persons?.[address];
    const at = wanted.memberPlace(address);
    if (!person) return [];
    if (known !== undefined && known !== person.id) {
      return [finding("changed", about, "drift-another-person", { ...args, address }, at)];
    }
    const theirs = person.organisation ?? "";
    if (theirs === "" || isSame(theirs, organisation.directoryName)) return [];
    const kind = otherOrganisations === "refused" ? "leaver" : "information";
    return [finding(kind, about, "drift-person-elsewhere", { ...args, address, theirs }, at)];
  });
}
