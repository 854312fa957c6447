import type { SpecKind } from "./spec-kind";
import { type ShapeError, shapeErrors } from "./validator";
import { valueAt } from "./value-at";

/**
 * The value without the fields that do not fit, if what is left is a whole spec: so that the rules still look at the
 * rest and one run tells everything.
 */
export function salvage(kind: SpecKind, value: object, errors: readonly ShapeError[]): object | undefined {
  const copy = structuredClone(value);
  // Later entries first, so that the places of earlier ones stay what they are.
  for (const error of [...errors].reverse()) remove(copy, error);
  return shapeErrors(kind, copy).length === 0 ? copy : undefined;
}

function remove(value: object, { instancePath, keyword, params }: ShapeError): void {
  if (keyword === "additionalProperties") {
    const owner = valueAt(value, instancePath);
    if (typeof owner === "object" && owner !== null)
      Reflect.deleteProperty(owner, String(params["additionalProperty"]));
    return;
  }
  const end = instancePath.lastIndexOf("/");
  const owner = valueAt(value, instancePath.slice(0, end));
  // An entry of a list is left where it is: without it the entries after it would be found one line too early.
  if (
    keyword === "required" ||
    end < 0 ||
    typeof owner !== "object" ||
    owner === null ||
    Array.isArray(owner)
  )
    return;
  Reflect.deleteProperty(owner, instancePath.slice(end + 1));
}
