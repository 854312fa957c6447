import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { entityTypes } from "../model/generated/entity-types";
import { enums } from "../model/generated/enums";
import { isStructured, type Property, typeOf } from "../model/type-of";
import { graphFaults } from "./graph-fault";

const whole = new Map<string, readonly Property[]>();

function allOf(type: string): readonly Property[] {
  const found = whole.get(type);
  if (found) return found;
  const made = [...typeOf(type).properties.values()];
  whole.set(type, made);
  return made;
}

function selected(type: string, names: readonly string[]): readonly Property[] {
  const { properties } = typeOf(type);
  return names.map((name) => properties.get(name)).filter((property) => property !== undefined);
}

/**
 * An entity as it goes over the wire: every property that its type declares, in the type's order, absent ones as null; or
 * the selected ones only. What an entity holds beyond its type never leaves the sandbox.
 */
export function present(type: string, entity: object, select?: readonly string[]): JsonObject {
  // Entities hold JSON only; they come from the store.
  const source = entity as Readonly<Record<string, JsonValue | undefined>>;
  const shown: JsonObject = {};
  for (const property of select ? selected(type, select) : allOf(type))
    shown[property.name] = complete(property, source[property.name] ?? null);
  return shown;
}

/** Complex values seen before: stored entities never change, so that each is completed once. */
const seen = new WeakMap<object, JsonValue>();

const empty: Readonly<Record<string, JsonValue>> = { Boolean: false, Double: 0, Int32: 0, Duration: "PT0S" };

/** What a property is that no one set. */
function unset(property: Property): JsonValue {
  if (property.collection) return [];
  if (property.nullable) return null;
  return Object.keys(enums[property.type] ?? {})[0] ?? empty[property.type] ?? "";
}

function completeObject(declared: string, value: JsonObject): JsonObject {
  const said = value["@odata.type"];
  const type = typeOf(typeof said === "string" ? said.replace("#microsoft.graph.", "") : declared);
  const whole: JsonObject = said === undefined ? {} : { "@odata.type": said };
  for (const property of type.properties.values())
    whole[property.name] = complete(property, value[property.name] ?? unset(property));
  return whole;
}

function completeNow(type: string, value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((one) => completeNow(type, one));
  return isJsonObject(value) ? completeObject(type, value) : value;
}

/** A value as the wire has it: complex values carry every property of their type. */
export function complete(property: Property, value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || !isStructured(property.type)) return value;
  const found = seen.get(value);
  if (found !== undefined) return found;
  const made = completeNow(property.type, value);
  seen.set(value, made);
  return made;
}

/** The type, or where it is an abstract base those that derive from it. */
function actualTypes(type: string): string[] {
  if (!entityTypes[type]?.abstract) return [type];
  return Object.keys(entityTypes).filter((other) => entityTypes[other]?.base === type);
}

function assertKnown(type: string, names: readonly string[]): void {
  if (!isStructured(type)) return;
  const types = actualTypes(type).map(typeOf);
  const unknown = names.find((name) => !types.some(({ properties }) => properties.has(name)));
  if (unknown !== undefined) throw graphFaults.unknownProperty(unknown, type);
}

function chosen(entity: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name.includes("@odata.") || names.includes(name)),
  );
}

/** `…#users/$entity` becomes `…#users(mail)/$entity`, unless it says so already. */
export function contextOf(context: string, names: readonly string[]): string {
  const bare = context.replace(/\/\$entity$/, "");
  const choice = `(${names.join(",")})`;
  return bare.endsWith(choice) ? context : `${bare}${choice}${context.slice(bare.length)}`;
}

/** The answer with the selected properties of each entity only. */
export function selectProperties(type: string, body: JsonObject, names: readonly string[]): JsonObject {
  assertKnown(type, names);
  const { value } = body;
  return Array.isArray(value)
    ? { ...body, value: value.map((one) => (isJsonObject(one) ? chosen(one, names) : one)) }
    : chosen(body, names);
}
