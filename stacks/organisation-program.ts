import { ComponentResource, getStack, log, RunError, runtime, StackReference } from "@pulumi/pulumi";
import { BookingCalendar as BookingCalendarResource } from "../providers/booking-calendar/resource";
import { UserPolicy as UserPolicyResource } from "../providers/user-policy/resource";
import type { CalendarInputs } from "../src/model/calendar-record";
import type { OrganisationModel } from "../src/model/estate";
import { type KnownPeople, knownPeople, readPeople } from "../src/model/person";
import type { Tenant } from "../src/model/tenant";
import type { DeletionFacts } from "../src/plan/change";
import { type Inventory, readInventory } from "../src/plan/inventory";
import { PROJECT } from "../src/plan/project";
import { checkRun, type ProgramPorts } from "../src/preflight/check-run";
import { inventoryOf } from "../src/preflight/compare-with-inventory";
import { stoppingErrors } from "../src/preflight/held-back";
import { safeText } from "../src/problem/safe-text";
import { calendarInputs, policyInputs } from "./declared";

/**
 * The inventory that the last run of this stack left, and the names of people that it learnt. A failed run leaves one too: the engine keeps the old outputs if
 * the program refused, and saves the new ones if a calendar failed after it.
 */
async function predecessor(stack: string): Promise<{ inventory?: Inventory; people: KnownPeople }> {
  const before = new StackReference(`organization/${PROJECT}/${stack}`);
  const [inventory, people] = await Promise.all([
    before.getOutputDetails("inventory"),
    before.getOutputDetails("people"),
  ]);
  const known = readInventory(inventory.value);
  return { ...(known && { inventory: known }), people: readPeople(people.value) };
}

/** Plain Pulumi shows a deletion as a mere update of a property: here it is in words. */
async function tellDeletions(
  { calendars }: OrganisationModel,
  facts: ReadonlyMap<string, DeletionFacts>,
  held: Held,
): Promise<void> {
  for (const { name, address } of calendars) {
    const going = held.has(name) ? undefined : facts.get(name);
    if (going) await log.warn(safeText(deletionWords(address, going)));
  }
}

type Held = NonNullable<ProgramPorts["held"]>;
const NONE: Held = new Map();

/** The program of every stack: all problems at once, before the first resource is registered; then the resources. */
export async function organisationProgram(
  ports: ProgramPorts,
): Promise<{ inventory: Inventory; people: KnownPeople }> {
  const stack = getStack();
  const [loaded, last] = await Promise.all([ports.load(stack), predecessor(stack)]);
  const before = last.inventory;
  const found = await checkRun(ports, { stack, loaded, before, isPreview: runtime.isDryRun() });
  ports.report(found);
  const { tenant, model } = loaded;
  const { problems, deletions, ends } = found;
  const held = ports.held ?? NONE;
  if (!tenant || !model || stoppingErrors(problems, new Set(held.keys()), { model, before, ends }).length > 0)
    throw new RunError(ports.inWords(problems));
  if (problems.length > 0) await log.warn(ports.inWords(problems));
  await tellDeletions(model, deletions, held);
  const kept = Object.entries(before?.calendars ?? {}).filter(([name]) => held.has(name));
  declareOrganisation(tenant, model, held);
  // no spec names the people of a calendar whose spec vanished, so no one has looked them up
  const onKept = new Set(
    kept.flatMap(([, { members }]) => Object.keys(members).map((one) => one.toLowerCase())),
  );
  const namesKept = Object.entries(last.people).filter(([address]) => onKept.has(address.toLowerCase()));
  return {
    inventory: inventoryOf(tenant, model, Object.fromEntries(kept)),
    people: { ...Object.fromEntries(namesKept), ...knownPeople(found.people, model.organisation) },
  };
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A deletion in one line, for those who see only what Pulumi shows. */
function deletionWords(address: string, { people, futureAppointments }: DeletionFacts): string {
  const loss = counted(people, "person loses it", "people lose it");
  const patients = counted(futureAppointments, "patient is booked", "patients are booked");
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

/** As the specs ask for it; one that is held back as the state has it, also without a spec: the engine changes nothing of it. */
function calendarsOf(
  tenant: Tenant,
  { calendars }: OrganisationModel,
  held: Held,
): { name: string; inputs: CalendarInputs }[] {
  const asked = calendars.filter(({ name }) => !held.has(name));
  return [
    ...asked.map((calendar) => ({ name: calendar.name, inputs: calendarInputs(tenant, calendar) })),
    // what is in the state was declared by this program before
    ...[...held].flatMap(([name, inputs]) => (inputs ? [{ name, inputs: inputs as CalendarInputs }] : [])),
  ];
}

/** Registers everything that the specs of one organisation ask for, the calendars in their service areas, and its policies. */
export function declareOrganisation(tenant: Tenant, model: OrganisationModel, held: Held = NONE): void {
  const { organisation, policies } = model;
  const depth = Error.stackTraceLimit;
  // Pulumi takes a stack per property: they cost a third of a large preview, and their paths would end up in the state.
  Error.stackTraceLimit = 0;
  try {
    const group = new OrganisationGroup(organisation.stack);
    const byArea = Map.groupBy(calendarsOf(tenant, model, held), ({ inputs }) => inputs.serviceArea);
    for (const [area, members] of byArea) {
      const parent = new ServiceAreaGroup(`${organisation.stack}: ${area}`, group);
      for (const { name, inputs } of members) new BookingCalendarResource(name, inputs, { parent });
    }
    for (const policy of policies)
      new UserPolicyResource(policy.name, policyInputs(tenant, organisation, policy), { parent: group });
  } finally {
    Error.stackTraceLimit = depth;
  }
}
