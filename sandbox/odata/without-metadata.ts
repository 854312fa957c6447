import { isJsonObject, type JsonObject, type JsonValue } from "../json";

/** Drops `@odata.…` annotations for `odata.metadata=none`; next links and counts stay, as OData says. */
export function withoutMetadata(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(
    ([name]) => !name.includes("@odata.") || /@odata\.(nextLink|count)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner)]));
}

function strip(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(strip);
  return isJsonObject(value) ? withoutMetadata(value) : value;
}
