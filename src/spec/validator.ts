import * as generated from "./generated/validators";
import type { SpecKind } from "./spec-document";

/** One thing that a validator found, as ajv says it. Never shown as it is. */
export interface ShapeError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator that was compiled ahead of time. */
interface Validator {
  (value: unknown): boolean;
  errors?: readonly ShapeError[] | null;
}

const validators: Readonly<Record<SpecKind, Validator>> = {
  Tenant: generated.validateTenant,
  Organisation: generated.validateOrganisation,
  UserPolicy: generated.validateUserPolicy,
  BookingCalendar: generated.validateBookingCalendar,
};

/**
 * What of a value does not fit the schema of its kind. Where something is a group or a list and must be text, it is not
 * reported as well that it is none of the allowed values.
 */
export function shapeErrors(kind: SpecKind, value: unknown): readonly ShapeError[] {
  const validate = validators[kind];
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const ofWrongType = new Set(
    errors.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath),
  );
  return errors.filter(
    ({ keyword, instancePath }) => !OF_VALUES.has(keyword) || !ofWrongType.has(instancePath),
  );
}

/** The keywords that look at values of every type. */
const OF_VALUES: ReadonlySet<string> = new Set(["enum", "const"]);
