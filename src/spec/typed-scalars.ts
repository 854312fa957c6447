import { scalars } from "./generated/scalars";
import type { PlainValue } from "./plain-value";
import type { SpecKind } from "./spec-kind";

type Types = "boolean" | "integer" | { readonly [field: string]: Types };
type Typed = PlainValue | boolean | number;

/**
 * Makes booleans and numbers of the text in those fields that the schema says hold them: `true`, `false` and whole
 * numbers in plain digits only. Anything else stays text, for the validator to refuse. Changes the value in place.
 */
export function typeScalars(kind: SpecKind, value: { [field: string]: PlainValue }): void {
  typeFields(value, scalars[kind]);
}

function typeFields(value: { [field: string]: Typed }, types: Exclude<Types, string>): void {
  for (const field in types) {
    const type = types[field];
    if (type === undefined || !Object.hasOwn(value, field)) continue;
    value[field] = typed(value[field] as PlainValue, type);
  }
}

function typed(value: PlainValue, type: Types): Typed {
  if (typeof type === "string") return typeof value === "string" ? scalar(value, type) : value;
  const each = type["*"];
  if (Array.isArray(value)) return each ? (value.map((item) => typed(item, each)) as PlainValue) : value;
  if (typeof value === "object") typeFields(value, type);
  return value;
}

function scalar(text: string, type: "boolean" | "integer"): Typed {
  if (type === "integer") return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
  return text === "true" || (text === "false" ? false : text);
}
