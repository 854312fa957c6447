import type { JsonObject, JsonValue } from "../json";
import type { Property } from "../model/property";
import { typeOf } from "../model/type-of";
import { complete } from "./complete";

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
  for (const property of select ? selected(type, select) : allOf(type)) {
    shown[property.name] = complete(property, source[property.name] ?? null);
  }
  return shown;
}
