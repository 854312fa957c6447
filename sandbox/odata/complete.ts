import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { enums } from "../model/generated/enums";
import type { Property } from "../model/property";
import { isStructured, typeOf } from "../model/type-of";

/** Complex values seen before: stored entities never change, so that each is completed once. */
const seen = new WeakMap<object, JsonValue>();

const empty: Readonly<Record<string, JsonValue>> = { Boolean: false, Double: 0, Int32: 0, Duration: "PT0S" };

/** What a property is that nobody set. */
function unset(property: Property): JsonValue {
  if (property.collection) return [];
  if (property.nullable) return null;
  return Object.keys(enums[property.type] ?? {})[0] ?? empty[property.type] ?? "";
}

function completeObject(declared: string, value: JsonObject): JsonObject {
  const said = value["@odata.type"];
  const type = typeOf(typeof said === "string" ? said.replace("#microsoft.graph.", "") : declared);
  const whole: JsonObject = said === undefined ? {} : { "@odata.type": said };
  for (const property of type.properties.values()) {
    whole[property.name] = complete(property, value[property.name] ?? unset(property));
  }
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
