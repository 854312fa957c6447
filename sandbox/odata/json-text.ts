import type { JsonObject } from "../base/json";

interface JsonText {
  readonly text: string;
  /** Its length in UTF-8. */
  readonly bytes: number;
}

/** Texts of bodies that stay the same; each goes with its body. */
const kept = new WeakMap<JsonObject, JsonText | null>();

/** Marks a body as one that will be sent again: its text is made once. */
export function keepText(body: JsonObject): JsonObject {
  kept.set(Object.freeze(body), null);
  return body;
}

/** The text of a body. */
export function jsonText(body: JsonObject): JsonText {
  const known = kept.get(body);
  if (known) return known;
  const text = JSON.stringify(body);
  const made = { text, bytes: Buffer.byteLength(text) };
  if (known === null) kept.set(body, made);
  return made;
}
