import type { JsonObject, JsonValue } from "../json";
import { typeOf } from "../model/type-of";

const names = new Map<string, readonly string[]>();

function propertiesOf(type: string): readonly string[] {
  const found = names.get(type);
  if (found) return found;
  const made = [...typeOf(type).properties.keys()];
  names.set(type, made);
  return made;
}

/**
 * An entity as it goes over the wire: every property that its type declares, in the type's order, absent ones as null; or
 * the selected ones only. What an entity holds beyond its type never leaves the sandbox.
 */
export function present(type: string, entity: object, select?: readonly string[]): JsonObject {
  const source: Readonly<Record<string, JsonValue | undefined>> = { ...entity };
  const shown: JsonObject = {};
  for (const name of select ?? propertiesOf(type)) shown[name] = source[name] ?? null;
  return shown;
}
