import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { graphFaults } from "./graph-fault";

/** How much OData metadata an answer carries. */
export type MetadataLevel = "none" | "minimal" | "full";

const acceptable = /^(\*\/\*|application\/\*|application\/json|text\/json)$/;

/** What is answered as text: SDKs ask for a count as `text/plain`, and for the description as XML. */
const asText = /\/\$(count|value|metadata)\/?$/i;

const jsonType =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/** The content type of an answer, with the level in it; a refusal has the bare one, as in the examples of json-batching.md. */
export function contentTypeOf(status: number, accept: string | undefined): string {
  if (status >= 400) return "application/json";
  return accept?.includes("odata.metadata=none") ? jsonType.replace("minimal", "none") : jsonType;
}

/** Reads the Accept header; a caller who cannot take JSON is refused where the answer to that path is JSON. */
export function metadataLevel(accept: string | undefined, path: string): MetadataLevel {
  if (accept === undefined || accept === "*/*" || accept === "application/json") return "minimal";
  const ranges = accept.split(",").map((range) => range.trim().split(/\s*;\s*/));
  const range = ranges.find(([type]) => acceptable.test((type ?? "").toLowerCase()));
  if (!range) {
    if (asText.test(path)) return "minimal";
    throw graphFaults.notAcceptable();
  }
  const level = range.map((part) => /^odata\.metadata=(none|minimal|full)$/i.exec(part)?.[1]).find(Boolean);
  // The expression above lets only these three words through.
  return (level?.toLowerCase() ?? "minimal") as MetadataLevel;
}

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
