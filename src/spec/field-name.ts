import { pointerSteps } from "./pointer-steps";
import type { SpecKind } from "./spec-kind";

/** How a field is called in sentences: `deletion.reason`, or `admins, entry 3`. */
export function fieldName(pointer: string): string {
  return pointerSteps(pointer)
    .map((step, index) =>
      /^\d+$/.test(step) ? `, entry ${Number(step) + 1}` : index === 0 ? step : `.${step}`,
    )
    .join("")
    .replaceAll(/(, entry \d+)\./g, "$1: ");
}

/** What a field sits in: the spec as a whole, or the field around it. */
export function ownerName(kind: SpecKind, pointer: string): string {
  if (pointer === "") return `${kind === "Organisation" ? "an" : "a"} ${kind}`;
  return `“${fieldName(pointer)}”`;
}
