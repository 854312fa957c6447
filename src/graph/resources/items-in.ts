import { isRecord } from "../is-record";

/** What an answer with a list holds; an answer that is no list holds nothing. */
export function itemsIn(body: unknown): readonly unknown[] {
  return isRecord(body) && Array.isArray(body["value"]) ? body["value"] : [];
}
