import { isJsonObject, type JsonObject } from "../json";
import { entityTypes } from "../model/generated/entity-types";
import { isStructured, typeOf } from "../model/type-of";
import { graphFaults } from "./faults-of-graph";

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
