import type { OrganisationModel } from "../model/estate";
import type { Place } from "../problem/place";
import { finding } from "./calendar-case";
import type { Finding } from "./finding";
import type { RecordedFacts } from "./recorded-facts";
import type { TenantFacts } from "./tenant-facts";

/** Calendars of the organisation's name that neither specs nor state know. Short names are prefix-free: they are its own. */
export function unmanagedCalendars(
  { organisation, calendars }: OrganisationModel,
  recorded: readonly RecordedFacts[],
  { listing }: TenantFacts,
): Finding[] {
  if (listing.what === "unreadable") {
    const args = { organisation: organisation.stack, why: listing.why };
    return [finding("unreadable", { organisation }, "drift-list-unreadable", args, organisation.source)];
  }
  const known = new Set([...calendars, ...recorded].map(({ address }) => address.toLowerCase()));
  const prefix = organisation.shortName.toLowerCase();
  return listing.addresses
    .filter((address) => address.toLowerCase().startsWith(prefix) && !known.has(address.toLowerCase()))
    .map((address) =>
      finding(
        "unmanaged",
        { organisation, calendar: address },
        "drift-calendar-unmanaged",
        { calendar: address, organisation: organisation.stack },
        organisation.source,
      ),
    );
}

/** Calendars that the state knows and whose spec is gone: a lock stands, and nobody says what they should be. */
export function withoutSpec(
  { organisation, calendars }: OrganisationModel,
  recorded: readonly RecordedFacts[],
): Finding[] {
  const specs = new Set(calendars.map(({ name }) => name));
  return recorded
    .filter(({ name }) => !specs.has(name))
    .map(({ address, file, status }) => {
      const at: Place = file === undefined ? organisation.source : { file, line: 1, column: 1 };
      const code = status === "deleted" ? "tombstone-vanished" : "calendar-spec-vanished";
      return finding("unmanaged", { organisation, calendar: address }, code, { address, file: at.file }, at);
    });
}
