import type { Deployment } from "@pulumi/pulumi/automation";
import { CALENDAR_TYPE } from "./step-facts";

interface StateResource {
  readonly type: string;
  readonly urn: string;
  readonly outputs?: { readonly inventory?: { readonly calendars?: Readonly<Record<string, unknown>> } };
}

/** The stack's own outputs, with the calendar taken off the inventory. */
function withoutEntry(resource: StateResource, name: string): StateResource {
  const inventory = resource.outputs?.inventory;
  if (!inventory?.calendars) return resource;
  const { [name]: _gone, ...calendars } = inventory.calendars;
  return { ...resource, outputs: { ...resource.outputs, inventory: { ...inventory, calendars } } };
}

/** The state without one calendar: neither as a resource nor in the inventory that the next run reads. */
export function withoutCalendar({ version, deployment }: Deployment, name: string): Deployment {
  const resources: readonly StateResource[] = deployment?.resources ?? [];
  const isIt = ({ type, urn }: StateResource): boolean => type === CALENDAR_TYPE && urn.endsWith(`::${name}`);
  const kept = resources
    .filter((resource) => !isIt(resource))
    .map((resource) => (resource.type === "pulumi:pulumi:Stack" ? withoutEntry(resource, name) : resource));
  return { version, deployment: { ...deployment, resources: kept } };
}
