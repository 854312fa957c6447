import type { JsonObject } from "../json";
import { keepText } from "./json-text";
import { present } from "./present";

/** Bodies by what they show: entities of the store are never changed in place, so a body holds as long as its entity. */
const kept = new WeakMap<object, JsonObject>();

/** The body that answers with one entity of that type; the selected properties only, where some are selected. */
export function entityBody(
  type: string,
  entity: object,
  context: string,
  select?: readonly string[],
): JsonObject {
  if (select) return { "@odata.context": context, ...present(type, entity, select) };
  const known = kept.get(entity);
  if (known?.["@odata.context"] === context) return known;
  const body = keepText({ "@odata.context": context, ...present(type, entity) });
  kept.set(entity, body);
  return body;
}
