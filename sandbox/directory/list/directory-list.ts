import type { Call } from "../../graph/call";
import { isJsonObject, type JsonObject } from "../../json";
import { compileFilter } from "../../odata/filter/compile-filter";
import type { Filter } from "../../odata/filter/filter";
import { parseFilter } from "../../odata/filter/parse-filter";
import { GraphFault } from "../../odata/graph-fault";
import { page } from "../../odata/page";
import { assertAnswerable, isEventual, unsupportedQuery } from "./advanced-query";

/** How a list of the directory is searched, sorted and shown. */
export interface ListShape<T extends object> {
  readonly type: string;
  /** Entities that may match, and no other ones need be looked at. */
  readonly candidates: (filter: Filter | undefined) => readonly T[];
  /** An entity with the computed properties that a filter may name. */
  readonly view: (entity: T) => object;
  readonly searchable: ReadonlySet<string>;
  readonly sortable: ReadonlySet<string>;
}

/** Computed properties cost time; they are made for filters that name them only. */
const computed = /assignedLicenses|assignedPlans|licenseAssignmentStates|hasMembersWithLicenseErrors/;

/** Everything that the query of a list asks for, before it is cut into pages. */
export function matching<T extends object>(call: Call, shape: ListShape<T>): readonly T[] {
  const text = call.query.get("$filter");
  const filter = text === undefined ? undefined : parseFilter(text);
  assertAnswerable(call, filter);
  const matches = filter ? compileFilter(filter, shape.type) : () => true;
  const search = call.query.get("$search");
  const isFound = search === undefined ? () => true : compileSearch(search, shape.searchable);
  const view = computed.test(text ?? "") ? shape.view : (entity: T) => entity;
  const found = shape.candidates(filter).filter((entity) => matches(view(entity)) && isFound(entity));
  return ordered(found, call.query.get("$orderby"), shape.sortable);
}

/** One page of it. The count is there only for callers who ask for the second index. */
export function pageOf<T>(call: Call, all: readonly T[]): { items: T[]; extra: JsonObject } {
  const { items, extra } = page(call, all, { size: 100, largest: 999 });
  if (isEventual(call)) return { items, extra };
  const { "@odata.count": _count, ...rest } = extra;
  return { items, extra: rest };
}

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

type Test = (entity: object) => boolean;

/** Properties that are looked at word by word; of others only the beginning is. */
const tokenised = new Set(["displayName", "description"]);

function bad(text: string): GraphFault {
  return new GraphFault(
    400,
    "Request_BadRequest",
    `Syntax error: character ${text} in $search is not valid.`,
  );
}

function clause(text: string, searchable: ReadonlySet<string>): Test {
  const at = text.indexOf(":");
  const name = text.slice(0, at).trim();
  const value = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  if (at < 1 || !searchable.has(name)) throw bad(`':' after '${name}'`);
  return (entity) => {
    const found = isJsonObject(entity) ? entity[name] : undefined;
    const texts = (Array.isArray(found) ? found : [found]).map((one) => String(one ?? "").toLowerCase());
    if (!tokenised.has(name)) return texts.some((one) => one.startsWith(value));
    const wanted = value.split(/\s+/);
    return texts.some((one) => {
      const words = one.split(/[^\p{L}\p{N}']+/u);
      return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
    });
  };
}

/** Reads `"displayName:amy" OR "mail:amy"`; AND binds closer. */
export function compileSearch(text: string, searchable: ReadonlySet<string>): Test {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const alternatives: Test[][] = [[]];
  let expectsClause = true;
  for (const part of parts) {
    if (expectsClause) {
      if (!/^".*"$/s.test(part)) throw bad(`'${part}'`);
      alternatives.at(-1)?.push(clause(part.slice(1, -1).replaceAll("\\", ""), searchable));
    } else if (part === "OR") alternatives.push([]);
    else if (part !== "AND") throw bad(`'${part}'`);
    expectsClause = !expectsClause;
  }
  if (expectsClause) throw bad("''");
  return (entity) => alternatives.some((all) => all.every((test) => test(entity)));
}
