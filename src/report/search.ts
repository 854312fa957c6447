import type { RecordedMember } from "../engine/run-result";
import type { ListedCalendar, ListedPolicy } from "./listing";

type Haystack = readonly (string | undefined)[];

/** Marks and case count for nothing, and dots part words: “amy shah” finds `amy.shah@nhs.net`. */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(".", " ");

function hasAll(search: string, texts: Haystack): boolean {
  const haystack = texts.map((text) => folded(text ?? "")).join("\n");
  return folded(search)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Someone is found by address, by name and by an organisation that is another's. */
const peopleTexts = ({ address, person }: Pick<RecordedMember, "address" | "person">): Haystack => [
  address,
  person?.name,
  person?.organisation,
];

/** Full names of organisations by short name in lower case: people look for those too. */
type OrganisationNames = ReadonlyMap<string, string>;

/** Calendars found by display name, reply address, organisation or person. */
export const searchCalendars = (
  calendars: readonly ListedCalendar[],
  search: string,
  names: OrganisationNames,
): ListedCalendar[] =>
  calendars.filter(({ displayName, address, replyTo, organisation, members }) => {
    const texts = [displayName, address, replyTo, organisation, names.get(organisation.toLowerCase())];
    return hasAll(search, [...texts, ...members.flatMap(peopleTexts)]);
  });

/** Policies found by display name, organisation, application or person. */
export const searchPolicies = (
  policies: readonly ListedPolicy[],
  search: string,
  names: OrganisationNames,
): ListedPolicy[] =>
  policies.filter(({ displayName, organisation, applications, users }) => {
    const texts = [displayName, organisation, names.get(organisation.toLowerCase())];
    return hasAll(search, [...texts, ...applications, ...users.flatMap(peopleTexts)]);
  });
