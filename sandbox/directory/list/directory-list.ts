import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { compileFilter } from "../../odata/filter/compile-filter";
import type { Filter } from "../../odata/filter/filter";
import { parseFilter } from "../../odata/filter/parse-filter";
import { page } from "../../odata/page";
import { assertAnswerable, isEventual } from "./advanced-query";
import { compileSearch } from "./compile-search";
import { ordered } from "./order-by";

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
