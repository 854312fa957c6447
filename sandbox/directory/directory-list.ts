import { isJsonObject, type JsonObject } from "../base/json";
import { typeOf } from "../model/type-of";
import type { Call, Reply } from "../odata/call";
import { compileFilter } from "../odata/compile-filter";
import { type Filter, parseFilter } from "../odata/filter";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { page } from "../odata/page";

/** The refusal of a query that the directory does not answer. */
export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, "Request_UnsupportedQuery", message);
}

/** Does the caller ask for the directory's second index, which knows more and is later? */
export function isEventual(call: Call): boolean {
  return (call.input.headers["consistencylevel"] ?? "").toLowerCase() === "eventual";
}

/** The operator of a filter that only the second index knows. */
function advancedOperator(filter: Filter): string | undefined {
  switch (filter.kind) {
    case "and":
    case "or":
      return advancedOperator(filter.left) ?? advancedOperator(filter.right);
    case "not":
      return "not";
    case "any":
      return advancedOperator(filter.inner);
    case "compare":
      return filter.operator === "ne" ? "ne" : undefined;
    case "call":
      return filter.name === "startswith" ? undefined : filter.name;
    default:
      return undefined;
  }
}

const mostAlternatives = 15;

/** How many values or clauses stand beside each other as alternatives. */
function alternatives(filter: Filter): number {
  switch (filter.kind) {
    case "or":
      return alternatives(filter.left) + alternatives(filter.right);
    case "and":
      return Math.max(alternatives(filter.left), alternatives(filter.right));
    case "in":
      return filter.values.length;
    case "not":
    case "any":
      return alternatives(filter.inner);
    default:
      return 1;
  }
}

/** Refuses what the directory cannot do at all, or not without `ConsistencyLevel: eventual` and `$count=true`. */
function assertAnswerable(call: Call, filter: Filter | undefined): void {
  const { query } = call;
  if (query.has("$skip")) throw unsupportedQuery("'$skip' is not supported by the service.");
  const advanced = isEventual(call) && query.get("$count") === "true";
  const amount = filter ? alternatives(filter) : 0;
  if (amount > mostAlternatives) {
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${amount}. Max allowed: ${mostAlternatives}.`,
    );
  }
  const operator = filter && advancedOperator(filter);
  if (operator === "contains") throw unsupportedQuery("Unsupported Query: filter function 'contains'.");
  if (operator !== undefined && !advanced) {
    throw unsupportedQuery(
      `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    );
  }
  if (query.has("$search") && !isEventual(call)) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  if (query.has("$orderby") && (filter || query.has("$search")) && !advanced)
    throw unsupportedQuery("Sorting not supported for current query.");
}

/** The answer to `…/$count`: a number as plain text, for callers who ask for the second index. */
export function countReply(call: Call, amount: () => number): Reply {
  if (!isEventual(call)) throw unsupportedQuery("$count is not currently supported.");
  return { status: 200, text: { type: "text/plain", content: String(amount()) } };
}

/** What `$select` asks of entities of a type, or the properties that are shown without it; unknown names are refused. */
export function selection(call: Call, type: string, byDefault: readonly string[]): readonly string[] {
  const names = call.select();
  if (!names) return byDefault;
  const known = typeOf(type).properties;
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw graphFaults.unknownProperty(unknown, type);
  return names;
}

/** The context of a set with the properties that are selected of it. */
export function setContext(call: Call, set: string): string {
  const names = call.select();
  return names ? `${set}(${names.join(",")})` : set;
}

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
  const { items, extra } = page(call, all, {
    size: call.caller.kind === "portal" ? 100 : Math.min(100, call.world.settings.pageSize),
    largest: 999,
    emptyFirst: call.world.settings.directoryPaging === "emptyFirstPage" && call.caller.kind !== "portal",
  });
  if (isEventual(call)) return { items, extra };
  const { "@odata.count": _count, ...rest } = extra;
  return { items, extra: rest };
}

const collator = new Intl.Collator("en-GB", { sensitivity: "base" });

/** Sorts by `$orderby`, for the properties by which the directory can. */
function ordered<T extends object>(
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
function compileSearch(text: string, searchable: ReadonlySet<string>): Test {
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
