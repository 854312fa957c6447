import { isJsonObject, type JsonObject } from "../base/json";
import { type Call, noContent, type Operation, operation, type Reply } from "../odata/call";
import { graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { page } from "../odata/page";
import { present } from "../odata/present";
import type { Business, Contained } from "../records/business";
import type { CollectionDefinition } from "../store/collection";
import { type CalendarRight, findBusiness } from "./calendar-rights";

/** What one kind of thing beneath a calendar is like; its list, get, create, update and delete are generated from this. */
export interface ContainedKind<T extends Contained = Contained> {
  /** Start of the operations' names: `customer`. */
  readonly noun: string;
  /** Segment beneath the calendar: `customers`. */
  readonly segment: string;
  readonly type: string;
  readonly collection: CollectionDefinition<T>;
  /** What a caller must be able to do in the calendar in order to write. */
  readonly right: CalendarRight;
  /** How one is shown where its type alone does not say it. */
  readonly show?: (call: Call, one: T) => JsonObject;
  /** Properties that lists show otherwise than GET of one does. */
  readonly inLists?: (call: Call) => JsonObject;
  /** The body of a write, without what callers cannot set. */
  readonly read?: (call: Call) => JsonObject;
  readonly create: (call: Call, business: Business, sent: JsonObject) => T;
  /** Properties that PATCH leaves alone. */
  readonly fixed?: readonly string[];
  readonly changed?: (call: Call, business: Business, before: T, after: T) => T;
  readonly deleted?: (call: Call, one: T) => void;
}

/** The part of `@odata.context` that stands for something beneath a calendar. */
export function contextPath(business: string, ...below: string[]): string {
  const steps = [`solutions/bookingBusinesses('${encodeURIComponent(business)}')`, ...below];
  return steps.join("/");
}

/** An entity after PATCH: named properties are replaced; complex ones merge where the setting says so. */
export function patched(before: object, sent: JsonObject, complex: "replace" | "merge"): JsonObject {
  const result: JsonObject = { ...before };
  for (const [name, value] of Object.entries(sent)) {
    const old = result[name];
    const merges = complex === "merge" && isJsonObject(value) && isJsonObject(old);
    result[name] = merges ? { ...old, ...value } : value;
  }
  return result;
}

/** Refuses a body in which one of these texts is missing or empty. */
export function assertTexts(sent: JsonObject, ...names: readonly string[]): void {
  const missing = names.find((name) => typeof sent[name] !== "string" || sent[name] === "");
  if (missing !== undefined) throw new InvalidBodyError(`The property '${missing}' is required.`);
}

/** What everything beneath a calendar has from its creation on. */
export function newContained(call: Call, business: Business, id = call.newId()) {
  const now = call.world.clock.iso();
  return { id, business: business.id.toLowerCase(), createdDateTime: now, lastUpdatedDateTime: now };
}

/** The one of its kind that the path names. */
export function findContained<T extends Contained>(
  kind: Pick<ContainedKind<T>, "noun" | "collection">,
  call: Call,
  business: Business,
): T {
  const id = call.param(kind.noun);
  const found = call.of(kind.collection).get(keyOf(kind, business, id));
  if (!found) throw graphFaults.itemNotFound();
  return found;
}

function keyOf<T extends Contained>(
  { collection }: Pick<ContainedKind<T>, "collection">,
  business: Business,
  id: string,
) {
  // The key of a collection needs the calendar and the id only.
  return collection.key({ business: business.id.toLowerCase(), id } as T);
}

function answer<T extends Contained>(
  kind: ContainedKind<T>,
  call: Call,
  business: Business,
  one: T,
  status = 200,
): Reply {
  const path = contextPath(business.id, kind.segment);
  if (!kind.show) return call.entity(kind.type, one, path, status);
  return {
    status,
    body: { "@odata.context": call.context(`${path}/$entity`), ...kind.show(call, one) },
  };
}

const mostOnPage = 1000;

/** A list of Bookings: cut to `$top`, and in pages where the setting says so. */
export function bookingsList(call: Call, path: string, all: readonly JsonObject[]): Reply {
  const { settings } = call.world;
  // People in the web app see whole lists.
  const paging = call.caller.kind === "portal" ? "none" : settings.bookingsPaging;
  const size = paging === "none" ? mostOnPage : settings.pageSize;
  const emptyFirst = paging === "emptyFirstPage";
  const { items, extra } = page(call, all, { size, largest: mostOnPage, emptyFirst });
  // Reported of the service: `$top` gives no next link.
  const { "@odata.nextLink": next, "@odata.count": _count, ...rest } = extra;
  return call.list(path, items, paging === "none" || next === undefined ? rest : extra);
}

function list<T extends Contained>(kind: ContainedKind<T>, call: Call): Reply {
  const business = findBusiness(call, "read");
  const hidden = kind.inLists?.(call) ?? {};
  const show = kind.show ?? ((_call: Call, one: T) => present(kind.type, one));
  const found = call.of(kind.collection).by("business", business.id.toLowerCase());
  const shown = found.map((one) => show(call, { ...one, ...hidden }));
  return bookingsList(call, contextPath(business.id, kind.segment), shown);
}

function update<T extends Contained>(kind: ContainedKind<T>, call: Call): Reply {
  const business = findBusiness(call, kind.right);
  const before = findContained(kind, call, business);
  const sent = { ...(kind.read?.(call) ?? call.read(kind.type)) };
  for (const name of ["id", "createdDateTime", ...(kind.fixed ?? [])]) delete sent[name];
  const merged = patched(before, sent, call.world.settings.complexPatch);
  const after: T = { ...before, ...merged, lastUpdatedDateTime: call.world.clock.iso() };
  call.of(kind.collection).put(kind.changed?.(call, business, before, after) ?? after);
  return noContent;
}

function remove<T extends Contained>(kind: ContainedKind<T>, call: Call): Reply {
  const found = findContained(kind, call, findBusiness(call, kind.right));
  kind.deleted?.(call, found);
  call.of(kind.collection).remove(kind.collection.key(found));
  return noContent;
}

/** List, get, create, update and delete of one kind of thing beneath calendars. */
export function containedOperations<T extends Contained>(kind: ContainedKind<T>): readonly Operation[] {
  const all = `/solutions/bookingBusinesses/{business}/${kind.segment}` as const;
  const one = `${all}/{${kind.noun}}` as const;
  return [
    operation(`${kind.noun}.list`, `GET ${all}`, (call) => list(kind, call)),
    operation(`${kind.noun}.get`, `GET ${one}`, (call) => {
      const business = findBusiness(call, "read");
      return answer(kind, call, business, findContained(kind, call, business));
    }),
    operation(`${kind.noun}.create`, `POST ${all}`, (call) => {
      const business = findBusiness(call, kind.right);
      const made = kind.create(call, business, kind.read?.(call) ?? call.read(kind.type));
      return answer(kind, call, business, call.of(kind.collection).put(made), 201);
    }),
    operation(`${kind.noun}.update`, `PATCH ${one}`, (call) => update(kind, call)),
    operation(`${kind.noun}.delete`, `DELETE ${one}`, (call) => remove(kind, call)),
  ];
}
