import { isJsonObject, type JsonObject } from "../json";

/** What becomes of an entity by PATCH: named properties are replaced; complex ones merge where that is the setting. */
export function patched(before: object, sent: JsonObject, complex: "replace" | "merge"): JsonObject {
  const result: JsonObject = { ...before };
  for (const [name, value] of Object.entries(sent)) {
    const old = result[name];
    const merges = complex === "merge" && isJsonObject(value) && isJsonObject(old);
    result[name] = merges ? { ...old, ...value } : value;
  }
  return result;
}
