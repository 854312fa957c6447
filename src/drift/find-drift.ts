import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Directory, TenantFacts } from "../model/tenant-facts";
import type { PersonKey } from "../plan/compare";
import { type Place, startOf } from "../problem/place";
import { compareText } from "../problem/tidy-problems";
import { finding, type Surroundings, type Watched } from "./calendar-case";
import { type DriftReport, FINDING_KINDS, type Finding, shareOf } from "./finding";
import { judgeCalendar } from "./judge-calendar";
import { policyFindings } from "./judge-policy";
import type { PolicyFacts } from "./policy-facts";
import type { RecordedFacts } from "./recorded-facts";

/** Everything that is known of one organisation. */
export interface DriftInput {
  readonly tenant: Tenant;
  readonly model: OrganisationModel;
  readonly recorded: readonly RecordedFacts[];
  readonly seen: TenantFacts;
  /** Absent where no one looked at policies. */
  readonly policies?: PolicyFacts;
  /** The calendar operator's account in lower case, where one is configured. */
  readonly operator?: string | undefined;
}

/** Where to look for a calendar: where the state has it, else where it should be. */
export function addressToWatch(
  calendar: { name: string; address: string },
  recorded: readonly RecordedFacts[],
) {
  return (recorded.find(({ name }) => name === calendar.name)?.address || calendar.address).toLowerCase();
}

function watchedOf({ model, recorded, seen }: DriftInput): Watched[] {
  return model.calendars.map((wanted) => ({
    wanted,
    recorded: recorded.find(({ name }) => name === wanted.name),
    sighting: seen.sightings.get(addressToWatch(wanted, recorded)) ?? {
      what: "unreadable",
      why: "no one looked",
    },
  }));
}

function surroundingsOf({ tenant, model, seen, operator }: DriftInput): Surroundings {
  const keyOf = personKey(seen.directory);
  const accounts = [model.organisation.operator, operator].flatMap((one) => (one ? [one.toLowerCase()] : []));
  return {
    organisation: model.organisation,
    directory: seen.directory,
    keyOf,
    viewerRole: tenant.viewerRole,
    otherOrganisations: tenant.otherOrganisations,
    domain: tenant.domain,
    operators: new Set([...accounts, ...accounts.map(keyOf)]),
    operator: operator?.toLowerCase() ?? accounts[0],
  };
}

function directoryFindings({ model, seen: { directory } }: DriftInput): Finding[] {
  const { organisation } = model;
  const why = directory.what === "read" ? directory.withoutMailbox?.why : directory.why;
  if (why === undefined) return [];
  const people = directory.what === "read" ? (directory.withoutMailbox?.count ?? 0) : 0;
  const args = { organisation: organisation.stack, why, people };
  return [finding("unreadable", { organisation }, "drift-people-unreadable", args, organisation.source)];
}

/** Of what is not managed, these are no calendars that are in the tenant: a person on one, and a deleted one. */
const NO_CALENDAR: ReadonlySet<string> = new Set(["drift-person-unmanaged", "tombstone-vanished"]);

function coverageOf(
  watched: readonly Watched[],
  findings: readonly Finding[],
  { operators }: Surroundings,
): DriftReport["coverage"] {
  const managed = watched.filter(({ wanted, recorded, sighting }) => {
    return sighting.what === "there" && recorded !== undefined && wanted.status === "active";
  });
  const others = findings.filter(
    ({ kind, calendar, problem }) =>
      (kind === "unmanaged" && calendar !== undefined && !NO_CALENDAR.has(problem.code)) ||
      (kind === "unreadable" && calendar !== undefined),
  );
  const people = managed.flatMap(({ sighting }) =>
    sighting.what === "there"
      ? sighting.calendar.people.filter(({ address }) => !operators.has(address))
      : [],
  ).length;
  const strangers = findings.filter(({ problem }) => problem.code === "drift-person-unmanaged").length;
  return {
    calendars: shareOf(managed.length, managed.length + others.length),
    people: shareOf(people - strangers, people),
  };
}

/** One pass over specs, state and tenant of one organisation. Pure: whoever reads the tenant passes in what was seen. */
export function findDrift(input: DriftInput): DriftReport {
  const { model, recorded, seen } = input;
  const surroundings = surroundingsOf(input);
  const watched = watchedOf(input);
  const findings = [
    ...directoryFindings(input),
    ...watched.flatMap((one) => judgeCalendar(one, surroundings)),
    ...withoutSpec(model, recorded),
    ...unmanagedCalendars(model, recorded, seen),
    ...(input.policies ? policyFindings(model, input.policies, surroundings) : []),
  ].sort(compareFindings);
  return {
    organisation: model.organisation.stack,
    findings,
    coverage: coverageOf(watched, findings, surroundings),
  };
}

/** Policies after calendars. */
const subjectOf = ({ calendar, policy }: Finding): string =>
  policy === undefined ? (calendar?.toLowerCase() ?? "") : `~${policy.toLowerCase()}`;

/** The order of reports, the same on every machine: by calendar and policy, then by kind, then by line. */
function compareFindings(one: Finding, other: Finding): number {
  return (
    compareText(subjectOf(one), subjectOf(other)) ||
    FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind) ||
    (one.problem.at?.line ?? 0) - (other.problem.at?.line ?? 0) ||
    compareText(JSON.stringify(one.problem.args), JSON.stringify(other.problem.args))
  );
}

/** Calendars of the organisation's name that neither specs nor state know; what another organisation has adopted is that one's. */
function unmanagedCalendars(
  { organisation, calendars, namedAlike = [] }: OrganisationModel,
  recorded: readonly RecordedFacts[],
  { listing }: TenantFacts,
): Finding[] {
  const unread = (why: string): Finding => {
    const args = { organisation: organisation.stack, why };
    return finding("unreadable", { organisation }, "drift-list-unreadable", args, organisation.source);
  };
  if (listing.what === "unreadable") return [unread(listing.why)];
  const known = new Set(
    [...calendars, ...namedAlike, ...recorded].map(({ address }) => address.toLowerCase()),
  );
  const prefix = organisation.shortName.toLowerCase();
  const unmanaged = listing.addresses
    .filter((address) => address.toLowerCase().startsWith(prefix) && !known.has(address.toLowerCase()))
    .map((calendar) => {
      const args = { calendar, organisation: organisation.stack };
      const about = { organisation, calendar };
      return finding("unmanaged", about, "drift-calendar-unmanaged", args, organisation.source);
    });
  return [...unmanaged, ...(listing.incomplete === undefined ? [] : [unread(listing.incomplete)])];
}

function vanishedCode(status: RecordedFacts["status"]) {
  if (status === "deleted") return "tombstone-vanished";
  return status === "handed-over" ? "handover-vanished" : "calendar-spec-vanished";
}

/** Calendars that the state knows and whose spec is gone: a lock stands, and no one says what they should be. */
function withoutSpec(
  { organisation, calendars }: OrganisationModel,
  recorded: readonly RecordedFacts[],
): Finding[] {
  const specs = new Set(calendars.map(({ name }) => name));
  return recorded
    .filter(({ name }) => !specs.has(name))
    .map(({ address, file, status }) => {
      const at: Place = file === undefined ? organisation.source : startOf(file);
      const code = vanishedCode(status);
      return finding("unmanaged", { organisation, calendar: address }, code, { address, file: at.file }, at);
    });
}

/** Tells people apart by the directory's id, or by the address where the directory does not tell. */
export function personKey(directory: Directory): PersonKey {
  return (address) => {
    const text = address.toLowerCase();
    return directory.what === "read" ? (directory.people.get(text)?.id ?? text) : text;
  };
}
