import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { enums } from "../model/generated/enums";
import { type GraphType, isStructured, type Property, propertyNames, typeOf } from "../model/type-of";
import { InvalidBodyError } from "./graph-fault";

const patterns: Readonly<Record<string, RegExp>> = {
  DateTimeOffset: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/,
  Date: /^\d{4}-\d\d-\d\d$/,
  Duration: /^-?P(?=\d|T)(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  TimeOfDay: /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?$/,
  Guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

function fail(property: Property, path: string): never {
  const type = `${property.collection ? "Collection(" : ""}${property.type}${property.collection ? ")" : ""}`;
  throw new InvalidBodyError(
    `Cannot convert the value of property '${path}' to the expected type 'Edm.${type}'.`,
  );
}

/** `08:00` becomes `08:00:00.0000000`, as Graph writes it. */
function timeOfDay(text: string): string {
  const [clock = "", fraction = ""] = text.split(".");
  return `${clock.length === 5 ? `${clock}:00` : clock}.${fraction.padEnd(7, "0")}`;
}

function readPrimitive(property: Property, value: JsonValue, path: string): JsonValue {
  if (property.type === "Boolean") return typeof value === "boolean" ? value : fail(property, path);
  if (property.type === "Double") return typeof value === "number" ? value : fail(property, path);
  if (property.type === "Int32") return Number.isInteger(value) ? value : fail(property, path);
  if (typeof value !== "string") return fail(property, path);
  const pattern = patterns[property.type];
  if (pattern && !pattern.test(value)) return fail(property, path);
  return property.type === "TimeOfDay" ? timeOfDay(value) : value;
}

function readEnum(property: Property, value: JsonValue, path: string): JsonValue {
  if (typeof value !== "string") return fail(property, path);
  // The service says `member` where its own description says `teamMember`.
  if (property.type === "bookingStaffRole" && value === "member") return "teamMember";
  return Object.hasOwn(enums[property.type] ?? {}, value) && value !== "unknownFutureValue"
    ? value
    : fail(property, path);
}

/** The type that `@odata.type` names, when it is the declared one or derived from it. */
function actualType(declared: string, value: JsonObject): string {
  const said = value["@odata.type"];
  if (typeof said !== "string") return declared;
  const name = said.replace(/^#?(microsoft\.)?graph\./, "");
  let type: string | undefined = isStructured(name) ? name : undefined;
  while (type !== undefined && type !== declared) type = typeOf(type).base;
  if (type === undefined)
    throw new InvalidBodyError(`The type '${said}' is not assignable to '${declared}'.`);
  return name;
}

function readOne(property: Property, value: JsonValue, path: string, ignoreUnknown: boolean): JsonValue {
  if (property.type in enums) return readEnum(property, value, path);
  if (!isStructured(property.type)) return readPrimitive(property, value, path);
  return isJsonObject(value)
    ? readStructure(property.type, value, path, ignoreUnknown)
    : fail(property, path);
}

function readProperty(property: Property, value: JsonValue, path: string, ignoreUnknown: boolean): JsonValue {
  // A collection is an array, if an empty one: OData JSON Format 4.01, 7.3 to 7.5.
  if (value === null) return property.nullable && !property.collection ? null : fail(property, path);
  const one = (inner: JsonValue, at: string) => readOne(property, inner, at, ignoreUnknown);
  if (!property.collection) return one(value, path);
  return Array.isArray(value)
    ? value.map((inner, i) => (inner === null ? fail(property, path) : one(inner, `${path}/${i}`)))
    : fail(property, path);
}

/** The directory takes names in any letter case: CLI for Microsoft 365 sends mailNickName. */
function propertyOf(type: GraphType, key: string): Property | undefined {
  const name = type.open ? propertyNames(type.name).get(key.toLowerCase()) : key;
  return name === undefined ? undefined : type.properties.get(name);
}

function undeclared({ open, name }: GraphType, key: string): InvalidBodyError {
  // Types of the directory are open for extensions only: pnp/PnP-Sites-Core#1807.
  if (open) return new InvalidBodyError(`Invalid property '${key}'.`);
  return new InvalidBodyError(
    `The property '${key}' does not exist on type 'microsoft.graph.${name}'. Make sure to only use property names that are defined by the type.`,
  );
}

/**
 * A structure sent by a client, checked against the model: unknown names, wrong types, enum words that do not exist and
 * nulls where none may be are refused. Computed properties are left out, as the service ignores them.
 */
export function readStructure(
  declared: string,
  value: JsonObject,
  path = "",
  ignoreUnknown = false,
): JsonObject {
  const name = actualType(declared, value);
  const type = typeOf(name);
  const read: JsonObject = {};
  if (name !== declared && path !== "") read["@odata.type"] = `#microsoft.graph.${name}`;
  for (const [key, inner] of Object.entries(value)) {
    if (key.includes("@odata.")) continue;
    const property = propertyOf(type, key);
    if (!property && (type.open || !ignoreUnknown)) throw undeclared(type, key);
    if (property && !property.computed)
      read[property.name] = readProperty(property, inner, path ? `${path}/${key}` : key, ignoreUnknown);
  }
  return read;
}
