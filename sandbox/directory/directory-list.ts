import { isJsonObject, type JsonObject } from "../base/json";
import { typeOf } from "../model/type-of";
import type { Call, Reply } from "../odata/call";
import { compileFilter, indexLookups } from "../odata/compile-filter";
import { clausesOf, type Filter, parseFilter } from "../odata/filter";
import { type GraphFault, graphFaults } from "../odata/graph-fault";
import { page } from "../odata/page";
import type { Collection } from "../store/collection";

/** Does the caller ask for the directory's second index, which knows more and is later? */
export function isEventual(call: Call): boolean {
  return (call.input.headers["consistencylevel"] ?? "").toLowerCase() === "eventual";
}

/** Does the caller ask for all that the second index can do? */
export function isAdvanced(call: Call): boolean {
  return isEventual(call) && call.query.get("$count") === "true";
}

const advancedOperators: readonly string[] = ["not", "ne", "endswith", "contains"];

function operatorOf(filter: Filter): string {
  if (filter.kind === "compare") return filter.operator;
  return filter.kind === "call" ? filter.name : filter.kind;
}

const mostAlternatives = 15;

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
  if (query.has("$skip")) throw graphFaults.unsupportedQuery("'$skip' is not supported by the service.");
  const amount = filter ? alternatives(filter) : 0;
  if (amount > mostAlternatives)
    throw graphFaults.unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${amount}. Max allowed: ${mostAlternatives}.`,
    );
  const clauses = filter ? [...clausesOf(filter)] : [];
  const operator = clauses.map(operatorOf).find((one) => advancedOperators.includes(one));
  if (operator === "contains")
    throw graphFaults.unsupportedQuery("Unsupported Query: filter function 'contains'.");
  if (operator !== undefined && !isAdvanced(call))
    throw graphFaults.unsupportedQuery(
      `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
    );
  if (query.has("$search") && !isEventual(call))
    throw graphFaults.unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  if (query.has("$orderby") && (filter || query.has("$search")) && !isAdvanced(call))
    throw graphFaults.unsupportedQuery("Sorting not supported for current query.");
}

/** What `$select` asks of entities of a type, or the properties that are shown without it; unknown names are refused. */
export function selection(
  call: Call,
  type: string,
  byDefault: readonly string[] = [...typeOf(type).properties.keys()],
): readonly string[] {
  return call.selectOf(type) ?? byDefault;
}

function setContext(call: Call, set: string): string {
  const names = call.select();
  return names ? `${set}(${names.join(",")})` : set;
}

/** A kind of object in the directory: how it is listed, searched, sorted and shown. */
export interface DirectoryKind<T extends object> {
  readonly type: string;
  readonly set: string;
  readonly names: (call: Call) => readonly string[];
  /** Entities that may match, and no other ones need be looked at. */
  readonly candidates: (call: Call, filter: Filter | undefined) => readonly T[];
  /** An entity with the computed properties that a filter may name. */
  readonly view: (call: Call, entity: T) => object;
  readonly show: (call: Call, entity: T, names: readonly string[]) => JsonObject;
  readonly searchable: readonly string[];
  readonly sortable: readonly string[];
}

/** Entities that a filter may match: by the indexes where they cover it, else all. */
export function indexed<T extends object>(collection: Collection<T>, filter: Filter | undefined): T[] {
  const properties = new Set(Object.keys(collection.definition.indexes ?? {}));
  const found = (filter && indexLookups(filter, properties))?.flatMap(({ property, value, prefix }) =>
    prefix ? collection.startingWith(property, value) : collection.by(property, value),
  );
  return found ? [...new Set(found)] : collection.all();
}

/** Computed properties cost time; they are made for filters that name them only. */
const computed = /assignedLicenses|assignedPlans|licenseAssignmentStates|hasMembersWithLicenseErrors/;

function matching<T extends object>(call: Call, kind: DirectoryKind<T>): readonly T[] {
  const text = call.query.get("$filter");
  const filter = text === undefined ? undefined : parseFilter(text);
  assertAnswerable(call, filter);
  const matches = filter ? compileFilter(filter, kind.type) : () => true;
  const search = call.query.get("$search");
  const isFound = search === undefined ? () => true : compileSearch(search, kind.searchable);
  const view = computed.test(text ?? "") ? (entity: T) => kind.view(call, entity) : (entity: T) => entity;
  const found = kind.candidates(call, filter).filter((entity) => matches(view(entity)) && isFound(entity));
  return ordered(found, call.query.get("$orderby"), kind.sortable);
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

/** A page of the entities that the query asks for. */
export function listReply<T extends object>(call: Call, kind: DirectoryKind<T>): Reply {
  // Before anybody is looked for: a name that the type does not have is refused where there is no one, too.
  const names = kind.names(call);
  const { items, extra } = pageOf(call, matching(call, kind));
  const value = items.map((entity) => kind.show(call, entity, names));
  return call.list(setContext(call, kind.set), value, extra);
}

/** The answer to `…/$count`: a number as plain text, for callers who ask for the second index. */
export function countReply<T extends object>(call: Call, kind: () => DirectoryKind<T>): Reply {
  if (!isEventual(call)) throw graphFaults.unsupportedQuery("$count is not currently supported.");
  return { status: 200, text: { type: "text/plain", content: String(matching(call, kind()).length) } };
}

/** The answer that shows one entity. */
export function entityReply<T extends object>(
  call: Call,
  kind: DirectoryKind<T>,
  entity: T,
  status = 200,
): Reply {
  const context = call.context(`${setContext(call, kind.set)}/$entity`);
  return { status, body: { "@odata.context": context, ...kind.show(call, entity, kind.names(call)) } };
}

const collator = new Intl.Collator("en-GB", { sensitivity: "base" });

function ordered<T extends object>(
  entities: readonly T[],
  text: string | undefined,
  sortable: readonly string[],
): readonly T[] {
  if (text === undefined) return entities;
  const [, name = "", direction = "asc"] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  if (!sortable.includes(name))
    throw graphFaults.unsupportedQuery(`Unsupported sort property '${name || text}'.`);
  const sign = direction === "desc" ? -1 : 1;
  const value = (entity: T) => (isJsonObject(entity) ? String(entity[name] ?? "") : "");
  return [...entities].sort((left, right) => sign * collator.compare(value(left), value(right)));
}

type Test = (entity: object) => boolean;

/** Properties that are looked at word by word; of others only the beginning is. */
const tokenised = new Set(["displayName", "description"]);

function bad(text: string): GraphFault {
  return graphFaults.requestRefused(`Syntax error: character ${text} in $search is not valid.`);
}

function clause(text: string, searchable: readonly string[]): Test {
  const at = text.indexOf(":");
  const name = text.slice(0, at).trim();
  const value = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  if (at < 1 || !searchable.includes(name)) throw bad(`':' after '${name}'`);
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
function compileSearch(text: string, searchable: readonly string[]): Test {
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
