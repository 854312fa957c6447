import { type Problem, problem } from "../problem/problem";
import { schemas } from "./generated/schemas";
import { near } from "./near";
import type { PlaceOf, SpecKind } from "./spec-document";
import type { ShapeError } from "./validator";
import { pointerSteps, valueAt } from "./value-at";

/** Where an error is, and in what. */
interface Context {
  readonly kind: SpecKind;
  readonly value: object;
  readonly placeOf: PlaceOf;
}

type Say = (error: ShapeError, context: Context) => Problem;

const SAY: Readonly<Record<string, Say>> = {
  additionalProperties: unknownField,
  required: missingField,
  type: wrongType,
  enum: wrongValue,
  const: wrongValue,
  pattern: wrongForm,
  minLength: (error, context) => emptyValue(error.instancePath, context),
  maxLength: tooLong,
  maxItems: tooManyEntries,
  minimum: outOfRange,
  maximum: outOfRange,
};

/** What a validator found, in our own words and with its place. */
export function shapeProblem(error: ShapeError, context: Context): Problem {
  return (SAY[error.keyword] ?? wrongForm)(error, context);
}

function unknownField({ instancePath, params }: ShapeError, { kind, placeOf }: Context): Problem {
  const field = String(params["additionalProperty"]);
  const known = Object.keys(schemaAt(kind, instancePath)?.properties ?? {});
  const said = Object.hasOwn(fieldHints, field.toLowerCase()) ? fieldHints[field.toLowerCase()] : undefined;
  const meant = said?.field !== undefined && known.includes(said.field) ? said.field : near(field, known);
  const owner = ownerName(kind, instancePath);
  const at = placeOf(`${instancePath}/${escapeStep(field)}`, "key");
  const hint = kind === "BookingCalendar" && instancePath === "" ? said?.hint : undefined;
  return problem("unknown-field", { field: shown(field), owner, near: meant, known, hint }, at);
}

function missingField({ instancePath, params }: ShapeError, { kind, placeOf }: Context): Problem {
  const field = String(params["missingProperty"]);
  const example = `${field}: ${exampleOf(schemaAt(kind, `${instancePath}/${field}`))}`;
  const at = placeOf(instancePath, "key");
  return problem("missing-field", { field, owner: ownerName(kind, instancePath), example }, at);
}

function wrongType({ instancePath, params }: ShapeError, context: Context): Problem {
  const value = valueAt(context.value, instancePath);
  if (value === "") return emptyValue(instancePath, context);
  const expected = String(params["type"]);
  const word = expected === "boolean" && typeof value === "string" ? value.toLowerCase() : "";
  return problem(
    "wrong-type",
    {
      field: fieldName(instancePath) || "the file",
      expected: TYPES[expected] ?? expected,
      found: describe(value),
      example: exampleLine(instancePath, context.kind),
      near: BOOLEAN_WORDS.find(([, words]) => words.includes(word))?.[0],
    },
    context.placeOf(instancePath),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list, each entry on a line that begins with “- ”",
  object: "a group of fields, indented below it",
  boolean: "“true” or “false”",
  integer: "a whole number",
};

const BOOLEAN_WORDS: readonly (readonly [meant: string, words: readonly string[]])[] = [
  ["true", ["yes", "on", "y", "true"]],
  ["false", ["no", "off", "n", "false"]],
];

function wrongValue({ instancePath }: ShapeError, { kind, value, placeOf }: Context): Problem {
  const found = String(valueAt(value, instancePath));
  if (found === "") return emptyValue(instancePath, { kind, value, placeOf });
  const allowed = schemaAt(kind, instancePath)?.enum ?? [];
  const args = { field: fieldName(instancePath), value: shown(found), near: near(found, allowed), allowed };
  return problem("wrong-value", args, placeOf(instancePath));
}

function wrongForm({ instancePath }: ShapeError, { kind, value, placeOf }: Context): Problem {
  const found = String(valueAt(value, instancePath));
  if (found === "") return emptyValue(instancePath, { kind, value, placeOf });
  const field = fieldName(instancePath);
  const about =
    FORMS[instancePath.split("/").findLast((step) => !/^\d*$/.test(step)) ?? ""] ?? FORMS["address"] ?? "";
  const example = exampleLine(instancePath, kind);
  return problem("wrong-form", { field, value: shown(found), example, about }, placeOf(instancePath));
}

// Why a field has its form, by its name: what a pattern cannot say.
const FORMS: Readonly<Record<string, string>> = {
  shortName:
    "Letters and digits, with single hyphens or dots between them, 2 to 20 characters: it begins every address.",
  usersFile: "The name of a CSV file in the same folder as the spec.",
  tenantId: "The id of a tenant is a GUID: 32 hexadecimal digits with four hyphens.",
  group: "The id of a group is a GUID: 32 hexadecimal digits with four hyphens.",
  domain: "A domain in lower case, without “@”.",
  sku: "Microsoft's part number of the licence: letters, digits and underscores.",
  expires: "A day as year-month-day.",
  address: "An address has one “@” and no spaces.",
};

function tooLong({ instancePath, params }: ShapeError, { value, placeOf }: Context): Problem {
  const { length } = String(valueAt(value, instancePath));
  const args = { field: fieldName(instancePath), length, limit: Number(params["limit"]) };
  return problem("value-too-long", args, placeOf(instancePath));
}

function tooManyEntries({ instancePath, params }: ShapeError, { value, placeOf }: Context): Problem {
  const list = valueAt(value, instancePath);
  const count = Array.isArray(list) ? list.length : 0;
  const args = { field: fieldName(instancePath), count, limit: Number(params["limit"]) };
  return problem("too-many-entries", args, placeOf(instancePath, "key"));
}

function outOfRange({ instancePath, keyword, params }: ShapeError, { value, placeOf }: Context): Problem {
  const comparison = keyword === "minimum" ? "not below" : "not above";
  const args = { field: fieldName(instancePath), value: Number(valueAt(value, instancePath)), comparison };
  return problem("number-out-of-range", { ...args, limit: Number(params["limit"]) }, placeOf(instancePath));
}

function emptyValue(pointer: string, { kind, placeOf }: Context): Problem {
  const args = { field: fieldName(pointer), example: exampleLine(pointer, kind) };
  return problem("empty-value", args, placeOf(pointer));
}

function exampleLine(pointer: string, kind: SpecKind): string {
  const field = pointer.split("/").at(-1) ?? "";
  const example = exampleOf(schemaAt(kind, pointer));
  return /^\d+$/.test(field) ? `- ${example}` : `${field}: ${example}`;
}

function exampleOf(part: SchemaPart | undefined): string {
  const example = part?.examples?.[0];
  return typeof example === "string" ? example : JSON.stringify(example ?? "…");
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of fields";
  return `“${shown(String(value))}”`;
}

// A sentence is no place for a whole page that got into a field.
function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function escapeStep(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** How a field is called in sentences: `deletion.reason`, or `admins, entry 3`. */
function fieldName(pointer: string): string {
  return pointerSteps(pointer)
    .map((step, index) =>
      /^\d+$/.test(step) ? `, entry ${Number(step) + 1}` : index === 0 ? step : `.${step}`,
    )
    .join("")
    .replaceAll(/(, entry \d+)\./g, "$1: ");
}

/** What a field sits in: the spec as a whole, or the field around it. */
function ownerName(kind: SpecKind, pointer: string): string {
  if (pointer === "") return `${kind === "Organisation" ? "an" : "a"} ${kind}`;
  return `“${fieldName(pointer)}”`;
}

const COMPUTED =
  "Leave it out: the display name and the address are made of the organisation's short name, the service area and the clinic name.";
const FOLDER = "Leave it out: the folder says which organisation the file belongs to.";

/** What LAs are likely to write instead of a field's name, from the guide and the portal. Keys in lower case. */
const fieldHints: Readonly<Record<string, { readonly field?: string; readonly hint?: string }>> = {
  displayname: { hint: COMPUTED },
  name: { hint: COMPUTED },
  address: { hint: COMPUTED },
  email: { hint: COMPUTED },
  organisation: { hint: FOLDER },
  organization: { hint: FOLDER },
  replyemailaddress: { field: "replyTo" },
  replyemail: { field: "replyTo" },
  reply: { field: "replyTo" },
  telephone: { field: "phone" },
  phonenumber: { field: "phone" },
  servicename: { field: "serviceArea" },
  service: { field: "serviceArea" },
  area: { field: "serviceArea" },
  clinic: { field: "clinicName" },
  administrators: { field: "admins" },
  visitors: { field: "viewers" },
  members: { field: "users" },
  licence: { field: "baseLicence" },
  license: { field: "baseLicence" },
  apps: { field: "applications" },
};

/** The keywords of a schema that words are made of. */
interface SchemaPart {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly items?: SchemaPart;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, SchemaPart>>;
}

/** The part of a kind's schema that says what may stand at a pointer of the spec. */
function schemaAt(kind: SpecKind, pointer: string): SchemaPart | undefined {
  const root: SchemaPart = schemas[kind];
  let part: SchemaPart | undefined = root;
  for (const step of pointer.split("/").slice(1))
    part = part && step !== "__proto__" ? into(follow(part, root), step) : undefined;
  return part && { ...follow(part, root), ...part };
}

function into(part: SchemaPart, step: string): SchemaPart | undefined {
  if (part.items && /^\d+$/.test(step)) return part.items;
  return part.properties && Object.hasOwn(part.properties, step) ? part.properties[step] : undefined;
}

function follow(part: SchemaPart, root: SchemaPart): SchemaPart {
  const name = part.$ref?.replace("#/definitions/", "");
  return (name !== undefined && root.definitions?.[name]) || part;
}

/** What a file at its place in the tree has to be. */
export interface Expected {
  readonly kind: SpecKind;
  /** Folder of the organisation below specs/; empty for the tenant's file. */
  readonly folder: string;
}

/** Which kind of spec belongs at a path; undefined where none does. Below calendars/ and policies/ there may be folders. */
export function expectedKind(path: string): Expected | undefined {
  const steps = path.split("/");
  if (path === "specs/tenant.yaml") return { kind: "Tenant", folder: "" };
  const [, folder = "", third, ...rest] = steps;
  if (steps.length === 3 && third === "organisation.yaml") return { kind: "Organisation", folder };
  if (third === "calendars" && rest.length > 0) return { kind: "BookingCalendar", folder };
  if (third === "policies" && rest.length > 0) return { kind: "UserPolicy", folder };
  return undefined;
}

const BELONGS: Readonly<Record<SpecKind, string>> = {
  Tenant: "The tenant's settings are in specs/tenant.yaml.",
  Organisation: "An organisation is described in specs/<short name in lower case>/organisation.yaml.",
  BookingCalendar: "A calendar belongs in specs/<organisation>/calendars/.",
  UserPolicy: "A user policy belongs in specs/<organisation>/policies/.",
};

/** Where a kind of spec belongs, in words; of all kinds when it is not known. */
export function belongs(kind: string | undefined): string {
  return kind !== undefined && Object.hasOwn(BELONGS, kind)
    ? BELONGS[kind as SpecKind]
    : Object.values(BELONGS).join("\n");
}

/** The kinds that there are. */
export const specKinds = Object.keys(BELONGS) as readonly SpecKind[];
