import type { Deployment } from "@pulumi/pulumi/automation";
import { type Inventory, readInventory } from "../plan/inventory";
import type { Values } from "./step-facts";

/** One resource of an exported state. */
export interface StateResource {
  readonly type: string;
  readonly urn: string;
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
