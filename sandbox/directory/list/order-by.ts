import { isJsonObject } from "../../json";
import { unsupportedQuery } from "./advanced-query";

const collator = new Intl.Collator("en-GB", { sensitivity: "base" });

/** Sorts by `$orderby`, for the properties by which the directory can. */
export function ordered<T extends object>(
  entities: readonly T[],
  text: string | undefined,
  sortable: ReadonlySet<string>,
): readonly T[] {
  if (text === undefined) return entities;
  const [, name = "", direction = "asc"] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  if (!sortable.has(name)) throw unsupportedQuery(`Unsupported sort property '${name || text}'.`);
  const sign = direction === "desc" ? -1 : 1;
  const value = (entity: T) => (isJsonObject(entity) ? String(entity[name] ?? "") : "");
  return [...entities].sort((left, right) => sign * collator.compare(value(left), value(right)));
}
