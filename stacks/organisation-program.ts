import { ComponentResource, getStack, log, RunError, runtime, StackReference } from "@pulumi/pulumi";
import { BookingCalendar as BookingCalendarResource } from "../providers/booking-calendar/resource";
import { UserPolicy as UserPolicyResource } from "../providers/user-policy/resource";
import type { BookingCalendar } from "../src/model/booking-calendar";
import type { CalendarInputs } from "../src/model/calendar-record";
import type { OrganisationModel } from "../src/model/estate";
import type { Organisation } from "../src/model/organisation";
import { type PolicyInputs, switchesOf } from "../src/model/policy-fields";
import type { Tenant } from "../src/model/tenant";
import type { UserPolicy } from "../src/model/user-policy";
import type { DeletionFacts } from "../src/plan/change";
import { type Inventory, readInventory } from "../src/plan/inventory";
import { PROJECT } from "../src/plan/project";
import { beforeDeletion } from "../src/preflight/before-deletion";
import { inventoryOf } from "../src/preflight/compare-with-inventory";
import { type NeededIdentities, neededIdentities } from "../src/preflight/needed-identities";
import { organisationEnd } from "../src/preflight/organisation-end";
import { policyPreflight } from "../src/preflight/policy-preflight";
import type { PolicyView } from "../src/preflight/policy-view";
import { preflight } from "../src/preflight/preflight";
import type { PreflightView } from "../src/preflight/preflight-view";
import type { Problem } from "../src/problem/problem";

/** What the program needs from whoever runs it: plain Pulumi or our own commands. */
export interface ProgramPorts {
  /** The specs of the stack's organisation with every problem found in them. */
  load(stack: string): Promise<LoadedOrganisation>;
  /** Looks into the tenant, without writing. */
  readonly view: PreflightView;
  /** The same, about policies. */
  readonly policies: PolicyView;
  /** The tenant that the environment points at, when it says. */
  readonly environmentTenantId: string | undefined;
  /** Addresses in lower case of the calendars that the stack's journal knows to have been there. */
  made(stack: string): ReadonlySet<string>;
  /** Problems with the identities that are to write: none where they are there. */
  absent(stack: string, needed: NeededIdentities): Problem[];
  now(): Date;
  /** Receives what was found, warnings too, before the program refuses or goes on. */
  report(found: ProgramFindings): void;
  /** All problems in words, for the error that stops the run. */
  inWords(problems: readonly Problem[]): string;
}

/** What the program has found before it registers anything. */
export interface ProgramFindings {
  readonly problems: readonly Problem[];
  readonly deletions: ReadonlyMap<string, DeletionFacts>;
  /** The organisation itself is retired by this run. */
  readonly ends: boolean;
}

export interface LoadedOrganisation {
  readonly tenant?: Tenant;
  readonly model?: OrganisationModel;
  readonly problems: readonly Problem[];
  /** Files with errors, whether or not a part of them could be understood. */
  readonly broken: ReadonlySet<string>;
}

/**
 * The inventory that the last run of this stack left. A failed run leaves one too: the engine keeps the old outputs if
 * the program refused, and saves the new ones if a calendar failed after it.
 */
async function predecessor(stack: string): Promise<Inventory | undefined> {
  const before = new StackReference(`organization/${PROJECT}/${stack}`);
  const { value } = await before.getOutputDetails("inventory");
  return readInventory(value);
}

const isError = (problem: Problem): boolean => problem.severity === "error";

/** Plain Pulumi shows a deletion as a mere update of a property: here it is in words. */
async function tellDeletions(
  { calendars }: OrganisationModel,
  facts: ReadonlyMap<string, DeletionFacts>,
): Promise<void> {
  for (const { name, address } of calendars) {
    const going = facts.get(name);
    if (going) await log.warn(deletionWords(address, going));
  }
}

/** The program of every stack: all problems at once, before the first resource is registered; then the resources. */
export async function organisationProgram(ports: ProgramPorts): Promise<{ inventory: Inventory }> {
  const stack = getStack();
  const [loaded, before] = await Promise.all([ports.load(stack), predecessor(stack)]);
  const { tenant, model } = loaded;
  const today = ports.now().toISOString().slice(0, 10);
  const { environmentTenantId, view } = ports;
  const made = ports.made(stack);
  const wasMade = (address: string): boolean => made.has(address.toLowerCase());
  const input =
    tenant && model
      ? { tenant, model, before, broken: loaded.broken, environmentTenantId, wasMade, today }
      : undefined;
  const [found, going, ofPolicies, end] = input
    ? await Promise.all([
        preflight(input, view),
        beforeDeletion(input, view),
        policyPreflight(input, ports.policies),
        organisationEnd(input, view, ports.policies),
      ])
    : [[], { problems: [], facts: new Map() }, [], []];
  // a preview writes nothing, and needs nobody who could
  const absent =
    input && !runtime.isDryRun()
      ? ports.absent(stack, neededIdentities(input.tenant, input.model, before))
      : [];
  const problems = [...loaded.problems, ...found, ...going.problems, ...ofPolicies, ...end, ...absent];
  const ends = model?.organisation.status === "deleted" && before?.organisation !== "deleted";
  ports.report({ problems, deletions: going.facts, ends });
  if (!tenant || !model || problems.some(isError)) throw new RunError(ports.inWords(problems));
  if (problems.length > 0) await log.warn(ports.inWords(problems));
  await tellDeletions(model, going.facts);
  declareOrganisation(tenant, model);
  return { inventory: inventoryOf(tenant, model) };
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A deletion in one line, for those who see only what Pulumi shows. */
export function deletionWords(address: string, { people, futureAppointments, more }: DeletionFacts): string {
  const loss = counted(people, "person loses it", "people lose it");
  const patients = `${more ? "at least " : ""}${counted(futureAppointments, "patient is booked", "patients are booked")}`;
  return `This run DELETES ${address} for good: ${loss}, ${patients}.`;
}

/** Groups an organisation's calendars in Pulumi's tree. Its type is part of every URN: frozen. */
class OrganisationGroup extends ComponentResource {
  constructor(name: string) {
    super("nhsmail:Organisation", name);
    this.registerOutputs({});
  }
}

/** Groups the clinics of one service area. Moving a calendar between areas changes no URN: only types count there. */
class ServiceAreaGroup extends ComponentResource {
  constructor(name: string, parent: OrganisationGroup) {
    super("nhsmail:ServiceArea", name, {}, { parent });
    this.registerOutputs({});
  }
}

const byServiceArea = (calendars: readonly BookingCalendar[]): Map<string, BookingCalendar[]> =>
  Map.groupBy(calendars, (calendar) => calendar.serviceArea);

/** Registers everything that the specs of one organisation ask for, the calendars in their service areas, and its policies. */
export function declareOrganisation(
  tenant: Tenant,
  { organisation, calendars, policies }: OrganisationModel,
): void {
  const depth = Error.stackTraceLimit;
  // Pulumi takes a stack per property: they cost a third of a large preview, and their paths would end up in the state.
  Error.stackTraceLimit = 0;
  try {
    const group = new OrganisationGroup(organisation.stack);
    for (const [area, members] of byServiceArea(calendars)) {
      const parent = new ServiceAreaGroup(`${organisation.stack}: ${area}`, group);
      for (const calendar of members) {
        new BookingCalendarResource(calendar.name, calendarInputs(tenant, organisation, calendar), {
          parent,
        });
      }
    }
    for (const policy of policies) {
      new UserPolicyResource(policy.name, policyInputs(tenant, organisation, policy), { parent: group });
    }
  } finally {
    Error.stackTraceLimit = depth;
  }
}

/** What Pulumi is told of a policy. Only what the tenant can be compared with: no file, commit or date. */
export function policyInputs(tenant: Tenant, organisation: Organisation, policy: UserPolicy): PolicyInputs {
  const offered = tenant.baseLicences.find(({ name }) => name === policy.baseLicence);
  return {
    tenantId: tenant.tenantId,
    organisation: organisation.shortName,
    organisationAttribute: tenant.organisationAttribute,
    directoryName: organisation.directoryName,
    policyName: policy.spec.name,
    displayName: policy.displayName,
    // the rules refuse a licence that is not offered; what is not known is never guessed
    licence: offered?.sku ?? "",
    applications: switchesOf(policy.applications),
    users: switchesOf(policy.users),
    grantsLicence: policy.grantsLicence,
    status: policy.status,
    ...(policy.adopt && { adopt: { ...policy.adopt } }),
    ...(policy.deletion && { deletion: { ...policy.deletion } }),
  };
}

/**
 * What Pulumi is told of a calendar. Only what the tenant can be compared with: no file, commit or date, so that moving
 * a spec changes nothing.
 */
export function calendarInputs(
  tenant: Tenant,
  organisation: Organisation,
  calendar: BookingCalendar,
): CalendarInputs {
  return {
    tenantId: tenant.tenantId,
    organisation: organisation.shortName,
    displayName: calendar.displayName,
    address: calendar.address,
    serviceArea: calendar.serviceArea,
    clinicName: calendar.clinicName,
    replyTo: calendar.replyTo,
    phone: calendar.phone,
    viewerRole: tenant.viewerRole,
    status: calendar.status,
    members: calendar.members,
    starterService: tenant.starterService,
    ...(calendar.deletion && { deletion: { ...calendar.deletion } }),
    ...(calendar.recreate && { recreate: { ...calendar.recreate } }),
  };
}
