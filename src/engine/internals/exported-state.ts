import type { Deployment } from "@pulumi/pulumi/automation";
import { type KnownPeople, readPeople } from "../../model/person";
import { type Inventory, readInventory } from "../../plan/inventory";
import { CALENDAR_TYPE, type Values } from "./engine-events";

export type { Deployment } from "@pulumi/pulumi/automation";

/** One resource of an exported state. */
export interface StateResource {
  readonly type: string;
  readonly urn: string;
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
}

/** A value as text; what is none is empty. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A value as named values; what is none is empty. */
export const valuesOf = (value: unknown): Values =>
  typeof value === "object" && value !== null ? (value as Values) : {};

/** The resources of a type. A stack that never ran has none. */
export function resourcesIn({ deployment }: Deployment, type: string): StateResource[] {
  const resources: readonly StateResource[] = deployment?.resources ?? [];
  return resources.filter((one) => one.type === type);
}

/** What the last run asked for. */
export function inventoryIn(state: Deployment): Inventory | undefined {
  const [stack] = resourcesIn(state, "pulumi:pulumi:Stack");
  return readInventory(stack?.outputs?.["inventory"]);
}

/** The names of people as the last run learnt them. */
export function peopleIn(state: Deployment): KnownPeople {
  const [stack] = resourcesIn(state, "pulumi:pulumi:Stack");
  return readPeople(stack?.outputs?.["people"]);
}

interface StackResource {
  readonly type: string;
  readonly urn: string;
  readonly outputs?: { readonly inventory?: { readonly calendars?: Readonly<Record<string, unknown>> } };
}

/** The stack's own outputs, with the calendar taken off the inventory. */
function withoutEntry(resource: StackResource, name: string): StackResource {
  const inventory = resource.outputs?.inventory;
  if (!inventory?.calendars) return resource;
  const { [name]: _gone, ...calendars } = inventory.calendars;
  return { ...resource, outputs: { ...resource.outputs, inventory: { ...inventory, calendars } } };
}

/** The state without one calendar: neither as a resource nor in the inventory that the next run reads. */
export function withoutCalendar({ version, deployment }: Deployment, name: string): Deployment {
  const resources: readonly StackResource[] = deployment?.resources ?? [];
  const isIt = ({ type, urn }: StackResource): boolean => type === CALENDAR_TYPE && urn.endsWith(`::${name}`);
  const kept = resources
    .filter((resource) => !isIt(resource))
    .map((resource) => (resource.type === "pulumi:pulumi:Stack" ? withoutEntry(resource, name) : resource));
  return { version, deployment: { ...deployment, resources: kept } };
}

/** Whether a state says that a run which died was in the middle of something. */
export const hasPending = ({ deployment }: Deployment): boolean =>
  ((deployment as { readonly pending_operations?: readonly unknown[] }).pending_operations ?? []).length > 0;
