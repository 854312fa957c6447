import type { Problem } from "../problem/problem";
import type { BookingCalendarSpec } from "../spec/generated/booking-calendar-spec";
import { readSpecs } from "../spec/read-specs";
import type { SpecDocument } from "../spec/spec-document";
import type { SpecFiles } from "../spec/spec-files";
import { type Address, toAddress } from "./address";
import type { BookingCalendar, CalendarAdoption, Handover, HandoverSide } from "./booking-calendar";
import { specFields, valuesOf } from "./calendar-fields";
import { markerOf } from "./calendar-marker";
import type { RecordedRole } from "./calendar-roles";
import type { Estate, Home, OrganisationModel } from "./estate";
import { membership } from "./membership";
import { localPart, namePart } from "./naming";
import type { Organisation } from "./organisation";
import { sourcedFrom } from "./sourced";
import { type Limit, type LimitName, type Pipelines, resolveTrustedJobs, type Tenant } from "./tenant";
import type { UserPolicy } from "./user-policy";

/** What was read: as much of the estate as could be understood, and every problem found on the way. */
export interface LoadedEstate {
  /** Absent only when the tenant's own file cannot be used. Do not act on it while there are errors. */
  readonly estate?: Estate;
  readonly problems: readonly Problem[];
  /** Every file that was taken for a spec. */
  readonly files: readonly string[];
  /** Files of which a part could not be understood: what they seem to lack may be there, only misspelt. */
  readonly salvaged: ReadonlySet<string>;
}

/**
 * Reads, checks and resolves all specs below a root folder. Never throws for what a file contains. The rules are not
 * applied: `validate` does both.
 */
export function loadEstate(root: string, from: SpecFiles): LoadedEstate {
  const { documents, problems, files } = readSpecs(root, from);
  const estate = resolve(documents);
  return {
    ...(estate && { estate }),
    problems,
    files,
    salvaged: new Set(documents.filter(({ salvaged }) => salvaged).map(({ file }) => file)),
  };
}

interface Collected extends OrganisationModel {
  readonly calendars: BookingCalendar[];
  readonly policies: UserPolicy[];
}

/**
 * Makes the model of specs: what they ask for, as far as they could be understood. Nothing without the tenant's file,
 * since no address can be computed; specs in a folder without an organisation are left out.
 */
export function resolve(documents: readonly SpecDocument[]): Estate | undefined {
  const tenantDocument = documents.find((document) => document.kind === "Tenant");
  if (!tenantDocument) return undefined;
  const tenant = resolveTenant(tenantDocument);
  const models = new Map<string, Collected>();
  for (const document of documents) {
    if (document.kind !== "Organisation") continue;
    models.set(document.folder, { organisation: resolveOrganisation(document), calendars: [], policies: [] });
  }
  for (const document of documents) {
    const model = models.get(document.folder);
    if (model) collect(document, model, tenant);
  }
  const collected = [...models.values()];
  const sideOf = sidesIn(collected.map(({ organisation }) => organisation));
  const withSides = collected.map((model) => ({ ...model, calendars: model.calendars.map(sideOf) }));
  const organisations = withNamedAlike(withSides.map(sorted));
  const stackOf = ({ organisation: { stack } }: OrganisationModel) => ({ name: stack });
  return { tenant, organisations: organisations.sort((a, b) => byName(stackOf(a), stackOf(b))) };
}

/** Organisations with the adopted calendars of others that begin like theirs. Only the text before the “@” counts. */
function withNamedAlike(models: readonly OrganisationModel[]): OrganisationModel[] {
  const stacks = new Set(models.map(({ organisation }) => organisation.stack));
  const alike = models
    .flatMap(({ organisation, calendars }) =>
      calendars.map((calendar) => ({ calendar, own: organisation.stack })),
    )
    .filter(({ calendar }) => calendar.adopted && calendar.status === "active")
    .flatMap(({ calendar, own }) => {
      const [local = ""] = calendar.address.toLowerCase().split("@");
      const beginnings = Array.from(local, (_, end) => local.slice(0, end + 1));
      return beginnings.filter((one) => one !== own && stacks.has(one)).map((stack) => ({ stack, calendar }));
    });
  const byStackOf = Map.groupBy(alike, ({ stack }) => stack);
  return models.map((model) => {
    const found = byStackOf.get(model.organisation.stack);
    return found ? { ...model, namedAlike: found.map(({ calendar }) => calendar) } : model;
  });
}

/** Calendars that are handed over know the other organisation as its spec has it. */
function sidesIn(organisations: readonly Organisation[]): (calendar: BookingCalendar) => BookingCalendar {
  const known = new Map(organisations.map((one) => [one.stack, one]));
  const sideOf = ({ organisation }: HandoverSide): HandoverSide => {
    const { shortName = organisation, operator } = known.get(organisation.toLowerCase()) ?? {};
    return { organisation: shortName, ...(operator !== undefined && { operator }) };
  };
  return (calendar) => {
    if (!calendar.handover) return calendar;
    const { from, to, ...rest } = calendar.handover;
    const handover = { ...rest, ...(from && { from: sideOf(from) }), ...(to && { to: sideOf(to) }) };
    return { ...calendar, handover };
  };
}

function collect(document: SpecDocument, model: Collected, { domain, markAdopted }: Tenant): void {
  const home = { shortName: model.organisation.shortName, domain, markAdopted };
  if (document.kind === "BookingCalendar") model.calendars.push(resolveCalendar(document, home));
  if (document.kind === "UserPolicy") model.policies.push(resolvePolicy(document, home));
}

function sorted({ organisation, calendars, policies }: Collected): OrganisationModel {
  return { organisation, calendars: calendars.sort(byName), policies: policies.sort(byName) };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** The organisation that a spec describes. */
export function resolveOrganisation(document: SpecDocument<"Organisation">): Organisation {
  const { kind: _kind, operator, pipelines = {}, ...written } = document.value;
  return {
    limitOverrides: [],
    status: "active",
    ...written,
    ...sourcedFrom(document),
    stack: written.shortName.toLowerCase(),
    folder: document.folder,
    ...(operator !== undefined && { operator: toAddress(operator) }),
    pipelines: resolveTrustedJobs(pipelines),
  };
}

/** The user policy that a spec describes. */
export function resolvePolicy(document: SpecDocument<"UserPolicy">, { shortName }: Home): UserPolicy {
  const { value: spec, placeOf } = document;
  const { users = [], adopt, deletion } = spec;
  const displayName = shortName + namePart(spec.name);
  return {
    ...sourcedFrom(document),
    name: displayName.toLowerCase(),
    displayName,
    organisation: shortName,
    baseLicence: spec.baseLicence,
    applications: [...new Set<string>(spec.applications)].sort(),
    users: [...new Set(users.map(toAddress))].sort(),
    grantsLicence: spec.grantsLicence ?? false,
    status: spec.status ?? "active",
    ...(adopt && { adopt: { group: adopt.group.toLowerCase(), complete: adopt.complete ?? false } }),
    ...(deletion && { deletion }),
    spec,
    userPlace: (address) => placeOf(`/users/${users.findIndex((text) => toAddress(text) === address)}`),
  };
}

/** The tenant that its spec describes, defaults filled in. */
export function resolveTenant(document: SpecDocument<"Tenant">): Tenant {
  const { kind: _kind, pipelines = {}, observer = {}, calendarDeleter, limits, ...settings } = document.value;
  return {
    markAdopted: true,
    oneUserPolicyPerUser: true,
    otherOrganisations: "allowed",
    requirePlan: false,
    ...settings,
    ...sourcedFrom(document),
    tenantId: settings.tenantId.toLowerCase(),
    pipelines: resolvePipelines(pipelines),
    observer: {
      ...resolveTrustedJobs(observer),
      mailboxSettings: observer.mailboxSettings ?? "tenant-wide",
    },
    ...(calendarDeleter !== undefined && { calendarDeleter: calendarDeleter.toLowerCase() }),
    limits: { ...defaultLimits, ...limits },
  };
}

function resolvePipelines({ github, azureDevOps }: Pipelines): Pipelines {
  return {
    ...(github && { github }),
    ...(azureDevOps && { azureDevOps: { organisationId: azureDevOps.organisationId.toLowerCase() } }),
  };
}

/** What one run may do where specs/tenant.yaml does not say. The schema's descriptions name the same numbers. */
export const defaultLimits: Readonly<Record<LimitName, Limit>> = {
  calendarsDeleted: { number: 3, percent: 20 },
  membersRemoved: { number: 20, percent: 25 },
  rolesChanged: { number: 20, percent: 25 },
  policiesEmptied: { number: 1, percent: 50 },
  calendarsMissing: { number: 1, percent: 10 },
};

/** The calendar that a spec describes. */
export function resolveCalendar(
  document: SpecDocument<"BookingCalendar">,
  { shortName, domain, markAdopted }: Home & Pick<Tenant, "markAdopted">,
): BookingCalendar {
  const spec = document.value;
  const { serviceArea, clinicName, status = "active", deletion, recreate, handover } = spec;
  const computed = localPart(shortName, serviceArea, clinicName);
  const address = spec.adopted?.address ?? `${computed}@${domain}`;
  const isMarked = markAdopted && spec.adopted?.mark === true;
  return {
    ...sourcedFrom(document),
    name: computed.toLowerCase(),
    displayName: spec.adopted?.displayName ?? computed,
    address,
    marker: isMarked ? markerOf({ organisation: shortName, address }) : "",
    organisation: shortName,
    serviceArea,
    clinicName,
    ...valuesOf(specFields, (field) => spec[field] ?? ""),
    replyTo: toAddress(spec.replyTo),
    status,
    members: membership(spec.admins, spec.viewers).members,
    ...(deletion && { deletion: { withFutureAppointments: false, ...deletion } }),
    ...(recreate && { recreate }),
    ...(handover && { handover: handoverOf(handover) }),
    ...(spec.adopted && { adopted: adoption(spec.adopted) }),
    ...(spec.exceptions?.some(({ role }) => role) && { keptRoles: keptRoles(spec) }),
    spec,
    memberPlace: (address) => document.placeOf(memberPointer(spec, address)),
  };
}

function handoverOf({ from, to, ...rest }: NonNullable<BookingCalendarSpec["handover"]>): Handover {
  return { ...rest, ...(from && { from: { organisation: from } }), ...(to && { to: { organisation: to } }) };
}

function adoption({
  address,
  displayName,
  mark = false,
}: NonNullable<BookingCalendarSpec["adopted"]>): CalendarAdoption {
  return { address: toAddress(address), ...(displayName !== undefined && { displayName }), mark };
}

/** Roles that git does not know are kept as they are where an exception says so. */
function keptRoles({ exceptions = [] }: BookingCalendarSpec): Record<Address, RecordedRole> {
  return Object.fromEntries(
    exceptions.flatMap(({ about, role }) =>
      about === undefined || role === undefined ? [] : [[toAddress(about), `other:${role}`]],
    ),
  ) as Record<Address, RecordedRole>;
}

function memberPointer({ admins = [], viewers = [] }: BookingCalendarSpec, address: Address): string {
  const isThis = (text: string) => toAddress(text) === address;
  const index = admins.findIndex(isThis);
  return index >= 0 ? `/admins/${index}` : `/viewers/${viewers.findIndex(isThis)}`;
}
