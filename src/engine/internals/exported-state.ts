import type { Deployment } from "@pulumi/pulumi/automation";
import { readPeople } from "../../model/person";
import { readInventory } from "../../plan/inventory";
import { CALENDAR_TYPE, nameOf, type Values } from "./engine-events";

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

/** What a handler has written down of the thing itself, in the outputs of its resource. */
export const liveOf = (outputs: Values | undefined): Values => valuesOf(outputs?.["live"]);

/** The resources of a type. A stack that never ran has none. */
export function resourcesIn({ deployment }: Deployment, type: string): StateResource[] {
  const resources: readonly StateResource[] = deployment?.resources ?? [];
  return resources.filter((one) => one.type === type);
}

const STACK = "pulumi:pulumi:Stack";

const outputOf = (state: Deployment, name: string): unknown => resourcesIn(state, STACK)[0]?.outputs?.[name];

/** What the last run asked for. */
export const inventoryIn = (state: Deployment) => readInventory(outputOf(state, "inventory"));

/** The names of people as the last run learnt them. */
export const peopleIn = (state: Deployment) => readPeople(outputOf(state, "people"));

/** The stack's own outputs, with the calendar taken off the inventory. */
function withoutEntry(resource: StateResource, name: string): StateResource {
  const inventory = valuesOf(resource.outputs?.["inventory"]);
  if (!inventory["calendars"]) return resource;
  const { [name]: _gone, ...calendars } = valuesOf(inventory["calendars"]);
  return { ...resource, outputs: { ...resource.outputs, inventory: { ...inventory, calendars } } };
}

/** The state without one calendar: neither as a resource nor in the inventory that the next run reads. */
export function withoutCalendar({ version, deployment }: Deployment, name: string): Deployment {
  const resources: readonly StateResource[] = deployment?.resources ?? [];
  const kept = resources
    .filter(({ type, urn }) => type !== CALENDAR_TYPE || nameOf(urn) !== name)
    .map((resource) => (resource.type === STACK ? withoutEntry(resource, name) : resource));
  return { version, deployment: { ...deployment, resources: kept } };
}

/** Whether a state says that a run which died was in the middle of something. */
export const hasPending = ({ deployment }: Deployment): boolean =>
  ((deployment as { readonly pending_operations?: readonly unknown[] }).pending_operations ?? []).length > 0;
