import type { Filter } from "./filter";

/** One look into an index that, with its fellows, finds every entity that can match. */
export interface IndexLookup {
  readonly property: string;
  readonly value: string;
  readonly prefix: boolean;
}

/** Lookups which together cover a filter; `undefined` when only a look at everything does. */
export function indexLookups(filter: Filter, indexed: ReadonlySet<string>): IndexLookup[] | undefined {
  switch (filter.kind) {
    case "or": {
      const [left, right] = [indexLookups(filter.left, indexed), indexLookups(filter.right, indexed)];
      return left && right ? [...left, ...right] : undefined;
    }
    case "and":
      return indexLookups(filter.left, indexed) ?? indexLookups(filter.right, indexed);
    case "in":
      return equalities(filter.path, filter.values, indexed);
    case "compare":
      return filter.operator === "eq" ? equalities(filter.path, [filter.value], indexed) : undefined;
    case "call":
      return filter.name === "startswith" && indexed.has(filter.path)
        ? [{ property: filter.path, value: filter.value.toLowerCase(), prefix: true }]
        : undefined;
    case "any":
      return anyLookups(filter, indexed);
    case "not":
      return undefined;
  }
}

/** `proxyAddresses/any(p:p eq 'smtp:…')` is a look into the index of the list. */
function anyLookups(
  filter: Filter & { kind: "any" },
  indexed: ReadonlySet<string>,
): IndexLookup[] | undefined {
  if (!indexed.has(filter.path)) return undefined;
  const inner = indexLookups(filter.inner, new Set([filter.variable]));
  return inner?.map((lookup) => ({ ...lookup, property: filter.path }));
}

function equalities(
  path: string,
  values: readonly unknown[],
  indexed: ReadonlySet<string>,
): IndexLookup[] | undefined {
  if (!indexed.has(path) || values.some((value) => typeof value !== "string")) return undefined;
  return values.map((value) => ({ property: path, value: String(value).toLowerCase(), prefix: false }));
}
