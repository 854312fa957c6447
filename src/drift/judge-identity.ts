import type { Address } from "../model/address";
import { otherOrganisation } from "../model/person";
import type { Directory } from "../model/tenant-facts";
import { type CalendarCase, finding } from "./calendar-case";
import type { Finding } from "./finding";

/** Whether an address is another account's than the one on record. Without the directory, or without a record, nothing is said. */
export function isAnothers(
  directory: Directory,
  { persons = {} }: { readonly persons?: Readonly<Record<string, string>> },
  address: string,
): boolean {
  const now = directory.what === "read" ? directory.people.get(address)?.id : undefined;
  const known = persons[address];
  return known !== undefined && now !== undefined && known !== now;
}

/**
 * Members whose address is another account's than when they were put on the calendar, and members who are of another
 * organisation now. Without the directory, or without an account on record, nothing is said.
 */
export function identityFindings(calendar: CalendarCase): Finding[] {
  const { organisation, about, args, wanted, recorded, directory, otherOrganisations } = calendar;
  if (directory.what !== "read") return [];
  return (Object.keys(wanted.members) as Address[]).flatMap((address) => {
    const person = directory.people.get(address);
    const at = wanted.memberPlace(address);
    if (!person) return [];
    if (isAnothers(directory, recorded, address))
      return [finding("changed", about, "drift-another-person", { ...args, address }, at)];
    const theirs = otherOrganisation({ organisation: person.organisation ?? "" }, organisation);
    if (theirs === undefined) return [];
    const kind = otherOrganisations === "refused" ? "leaver" : "information";
    return [finding(kind, about, "drift-person-elsewhere", { ...args, address, theirs }, at)];
  });
}
