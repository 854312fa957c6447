import type { Recorded } from "../engine/run-result";
import type { BookingCalendar } from "../model/booking-calendar";
import { specFields, valuesOf } from "../model/calendar-fields";
import { markerOf, ownership } from "../model/calendar-marker";
import type { OrganisationModel } from "../model/estate";
import { loadEstate } from "../model/load-estate";
import type { Tenant } from "../model/tenant";
import { problem } from "../problem/problem";
import { refuse } from "../problem/visible-error";
import { calendarTable } from "../report/calendar-text";
import type { ListedCalendar, ListedPolicy } from "../report/listing";
import { policyTable } from "../report/policy-text";
import { nearestName } from "../spec/near";
import { diskFiles } from "../spec/spec-files";
import type { Context } from "./context";
import { withProgress } from "./progress";

/** What some organisations have. */
export interface Listed {
  /** In order of address. */
  readonly calendars: readonly ListedCalendar[];
  /** In order of name. */
  readonly policies: readonly ListedPolicy[];
  readonly estate: SpecEstate;
}

/** Calendars and policies of some organisations as the last run left them, and those that only the specs know. */
export async function listed(context: Context, organisations: readonly string[]): Promise<Listed> {
  const { io, root } = context;
  const engine = await context.engine();
  const calendars: ListedCalendar[] = [];
  const policies: ListedPolicy[] = [];
  await withProgress(io, async (progress) => {
    for (const organisation of organisations) {
      progress.step(`${organisation}: reading what the last run left`);
      const isLocked = (await engine.lockHolders({ root, organisation })).length > 0;
      const recorded: Recorded = await engine.readRecorded({ root, organisation, signal: io.signal });
      calendars.push(...(isLocked ? recorded.calendars.map(underWay) : recorded.calendars));
      policies.push(...(isLocked ? recorded.policies.map(underWay) : recorded.policies));
    }
  });
  const estate = specEstate(root, organisations);
  return {
    calendars: together(
      calendars,
      estate.organisations.flatMap(plannedCalendars),
      ({ address }) => address,
    ).map(withSpecs(estate)),
    policies: together(policies, estate.organisations.flatMap(plannedPolicies), ({ name }) => name),
    estate,
  };
}

/** Exceptions, and what was adopted, stand in specs only. */
function withSpecs({ organisations }: SpecEstate): (one: ListedCalendar) => ListedCalendar {
  const specs = new Map(
    organisations.flatMap(({ calendars }) => calendars.map((calendar) => [calendar.name, calendar] as const)),
  );
  return (one) => {
    const calendar = specs.get(one.name);
    const exceptions = calendar?.spec.exceptions;
    return {
      ...one,
      ...(exceptions && { exceptions }),
      ...(calendar?.adopted && calendar.status === "active" && { marking: markingOf(one, calendar) }),
    };
  };
}

/** How an adopted calendar stands with its marker: as the last run left it, or as its spec asks for since. */
function markingOf(
  { marker, organisation, address }: ListedCalendar,
  wanted: BookingCalendar,
): NonNullable<ListedCalendar["marking"]> {
  if (ownership(marker, markerOf({ organisation, address })) === "ours") return "written";
  return wanted.marker === "" ? "none" : "asked-for";
}

/** While a run works on the organisation no one knows how what is active will end. */
function underWay<T extends { readonly status: string }>(one: T): T | (T & { readonly status: "updating" }) {
  return one.status === "active" ? { ...one, status: "updating" } : one;
}

/** What is planned only counts where no run knows of it yet. */
function together<T extends { readonly name: string }>(
  recorded: readonly T[],
  planned: readonly T[],
  orderOf: (one: T) => string,
): T[] {
  const known = new Set(recorded.map(({ name }) => name));
  return [...recorded, ...planned.filter(({ name }) => !known.has(name))].sort((one, other) =>
    orderOf(one).localeCompare(orderOf(other), "en"),
  );
}

/** Specs of some organisations, as far as they can be understood. Nothing may be concluded from absence. */
interface SpecEstate {
  readonly tenant?: Tenant;
  readonly organisations: readonly OrganisationModel[];
}

/** Reads what the specs of some organisations say. */
export function specEstate(root: string, organisations: readonly string[]): SpecEstate {
  const { estate } = loadEstate(root, diskFiles);
  return {
    ...(estate && { tenant: estate.tenant }),
    organisations: (estate?.organisations ?? []).filter(({ organisation }) =>
      organisations.includes(organisation.stack),
    ),
  };
}

/** The calendars that specs ask for, with their people as no one has invited them yet. */
function plannedCalendars({ organisation, calendars }: OrganisationModel): ListedCalendar[] {
  return calendars
    .filter(({ status }) => status === "active")
    .map((calendar) => ({
      name: calendar.name,
      displayName: calendar.displayName,
      address: calendar.address,
      organisation: organisation.stack,
      status: calendar.handover?.from ? "to-take-over" : "planned",
      marker: "",
      ...valuesOf(specFields, (field) => calendar[field]),
      file: calendar.source.file,
      members: Object.entries(calendar.members).map(([member, role]) => ({
        address: member,
        role,
        membership: "unknown",
      })),
    }));
}

/** The user policies that specs ask for, with their people as the directory has not served them yet. */
function plannedPolicies({ policies }: OrganisationModel): ListedPolicy[] {
  return policies
    .filter(({ status }) => status === "active")
    .map(({ name, displayName, organisation, baseLicence, applications, users, source }) => ({
      name,
      displayName,
      organisation,
      baseLicence,
      applications,
      status: "planned",
      file: source.file,
      users: users.map((address) => ({ address, licence: "unknown" })),
      unlisted: 0,
    }));
}

/** Calendars and policies as the lists show them. */
export type Lists = Pick<Listed, "calendars" | "policies">;

/** Whether something is what a person means by its name or its address, in any case. */
export function isMeant(
  wanted: string,
): (one: { readonly displayName: string; readonly address?: string }) => boolean {
  const text = wanted.toLowerCase();
  return ({ displayName, address }) => [displayName.toLowerCase(), address?.toLowerCase()].includes(text);
}

/** What a name or an address, in any case, means among them. */
export const meant = ({ calendars, policies }: Lists, wanted: string): Lists => ({
  calendars: calendars.filter(isMeant(wanted)),
  policies: policies.filter(isMeant(wanted)),
});

/** Whether nothing is listed. */
export const isEmpty = ({ calendars, policies }: Lists): boolean => calendars.length + policies.length === 0;

/** Shows a table of the calendars and one of the policies, of which there are any. */
export function showTables(context: Context, { calendars, policies }: Lists): void {
  const options = { width: context.io.width, strong: context.paint().strong };
  const tables = [
    ...(calendars.length > 0 ? [calendarTable(calendars, options)] : []),
    ...(policies.length > 0 ? [policyTable(policies, options)] : []),
  ];
  context.print(tables.join("\n"));
}

/** The calendar or user policy that a person means by its name or its address, in any case. */
export function findListed({ calendars, policies }: Lists, wanted: string): Lists {
  const found = meant({ calendars, policies }, wanted);
  if (!isEmpty(found)) return found;
  const names = [...calendars, ...policies].map(({ displayName }) => displayName);
  return refuse(problem("unknown-calendar-or-policy", { name: wanted, near: nearestName(wanted, names) }));
}

/** The calendar that a person means by its name or its address, in any case. */
export function findCalendar<
  C extends { readonly name: string; readonly displayName: string; readonly address: string },
>(calendars: readonly C[], wanted: string): C {
  const text = wanted.toLowerCase();
  const found = calendars.find(({ name, displayName, address }) =>
    [name, displayName.toLowerCase(), address.toLowerCase()].includes(text),
  );
  const names = calendars.map(({ displayName }) => displayName);
  return found ?? refuse(problem("unknown-calendar", { name: wanted, near: nearestName(wanted, names) }));
}
