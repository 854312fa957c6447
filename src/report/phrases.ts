import type { RecordedMember, RecordedUser } from "../engine/run-result";
import type { KnownPeople, KnownPerson } from "../model/person";
import type { Place } from "../problem/place";
import { oneLine } from "../problem/printable";

/** `1 calendar`, `3 calendars`, `no viewers`; irregular plurals are given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  if (count === 0) return `no ${plural}`;
  return `${count} ${count === 1 ? singular : plural}`;
}

const LABEL_WIDTH = 15;

/** Values under each other with a label before the first. */
export function labelled(label: string, values: readonly string[], indent = "  "): string[] {
  return values.map(
    (value, index) => `${indent}${(index === 0 ? `${label}:` : "").padEnd(LABEL_WIDTH)}${value}`,
  );
}

/** `specs/leeds/calendars/heart-failure.yaml:5`, which terminals and editors open with a click. */
export function placeText(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** For how many people of a policy the directory is done, at it, or could not do it. */
export function licenceCounts(users: readonly RecordedUser[]): {
  processed: number;
  inProgress: number;
  failed: number;
} {
  const count = (state: RecordedUser["licence"]): number =>
    users.filter(({ licence }) => licence === state).length;
  return { processed: count("processed"), inProgress: count("in-progress"), failed: count("failed") };
}

/** How many people of each role, and how many of all have confirmed, have not yet, or have declined. */
export function memberCounts(members: readonly RecordedMember[]): {
  admins: number;
  viewers: number;
  active: number;
  pending: number;
  rejected: number;
} {
  const count = (is: (member: RecordedMember) => boolean): number => members.filter(is).length;
  return {
    admins: count(({ role }) => role === "admin"),
    viewers: count(({ role }) => role === "viewer"),
    active: count(({ membership }) => membership === "active"),
    pending: count(({ membership }) => membership === "pending"),
    rejected: count(({ membership }) => membership === "rejected"),
  };
}

/**
 * A person as people read them: the directory's name with the address and, where it is another's, the organisation:
 * `Amy Shah (amy.shah@nhs.net, York)`. Where the directory told nothing, only the address is shown.
 */
export function personName(address: string, people: KnownPeople = {}): string {
  const person = people[address.toLowerCase()];
  if (!person) return oneLine(address);
  const { name, organisation } = person;
  return oneLine(`${name} (${address}${organisation ? `, ${organisation}` : ""})`);
}

/** The same of someone whose name stands beside the address. */
export function nameOf({ address, person }: { address: string; person?: KnownPerson | undefined }): string {
  return personName(address, person && { [address.toLowerCase()]: person });
}
