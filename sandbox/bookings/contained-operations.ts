import type { Call } from "../graph/call";
import type { Operation } from "../graph/operation";
import { noContent } from "../graph/reply";
import type { JsonObject } from "../json";
import { graphFaults } from "../odata/faults-of-graph";
import { InvalidBodyError } from "../odata/invalid-body-error";
import { present } from "../odata/present";
import type { CollectionDefinition } from "../store/collection-definition";
import type { Business } from "./businesses/business";
import { type CalendarRight, findBusiness } from "./calendar-rights";
import type { Contained } from "./contained";
import { contextPath } from "./context-path";
import { patched } from "./patched";

/** What one kind of thing beneath a calendar is like. */
export interface ContainedKind {
  /** Start of the operations' names: `customer`. */
  readonly noun: string;
  /** Segment beneath the calendar: `customers`. */
  readonly segment: string;
  readonly type: string;
  readonly collection: CollectionDefinition<Contained>;
  /** What a caller must be able to do in the calendar in order to write. */
  readonly right: CalendarRight;
  readonly defaults: () => JsonObject;
  /** The list declares an abstract base, so that each thing says what it is. */
  readonly saysType: boolean;
}

function find(kind: ContainedKind, call: Call, business: Business): Contained {
  const found = call
    .of(kind.collection)
    .get(`${business.id.toLowerCase()}/${call.param(kind.noun).toLowerCase()}`);
  if (!found) throw graphFaults.itemNotFound();
  return found;
}

function show(kind: ContainedKind, one: Contained): JsonObject {
  const type = kind.saysType ? { "@odata.type": `#microsoft.graph.${kind.type}` } : {};
  return { ...type, ...present(kind.type, one) };
}

function answer(kind: ContainedKind, call: Call, business: Business, one: Contained, status: number) {
  const context = call.context(`${contextPath(business.id, kind.segment)}/$entity`);
  return { status, body: { "@odata.context": context, ...show(kind, one) } };
}

function readOperations(kind: ContainedKind, list: string, one: string): Operation[] {
  return [
    {
      name: `${kind.noun}.list`,
      method: "GET",
      path: list,
      workload: "bookings",
      run: (call) => {
        const business = findBusiness(call, "read");
        const found = call.of(kind.collection).by("business", business.id.toLowerCase());
        return call.list(
          contextPath(business.id, kind.segment),
          found.map((entity) => show(kind, entity)),
        );
      },
    },
    {
      name: `${kind.noun}.get`,
      method: "GET",
      path: one,
      workload: "bookings",
      run: (call) => {
        const business = findBusiness(call, "read");
        return answer(kind, call, business, find(kind, call, business), 200);
      },
    },
  ];
}

function create(kind: ContainedKind, path: string): Operation {
  return {
    name: `${kind.noun}.create`,
    method: "POST",
    path,
    workload: "bookings",
    run: (call) => {
      const business = findBusiness(call, kind.right);
      const sent = call.read(kind.type);
      if (typeof sent["displayName"] !== "string" || sent["displayName"] === "") {
        throw new InvalidBodyError("A displayName is needed.");
      }
      const now = call.world.clock.iso();
      const kept = {
        id: call.newId(),
        business: business.id.toLowerCase(),
        createdDateTime: now,
        lastUpdatedDateTime: now,
      };
      return answer(
        kind,
        call,
        business,
        call.of(kind.collection).put({ ...kind.defaults(), ...sent, ...kept }),
        201,
      );
    },
  };
}

function changeOperations(kind: ContainedKind, path: string): Operation[] {
  return [
    {
      name: `${kind.noun}.update`,
      method: "PATCH",
      path,
      workload: "bookings",
      run: (call) => {
        const before = find(kind, call, findBusiness(call, kind.right));
        const { id: _id, createdDateTime: _created, ...sent } = call.read(kind.type);
        const after = patched(before, sent, call.world.settings.complexPatch);
        call.of(kind.collection).put({ ...before, ...after, lastUpdatedDateTime: call.world.clock.iso() });
        return noContent;
      },
    },
    {
      name: `${kind.noun}.delete`,
      method: "DELETE",
      path,
      workload: "bookings",
      run: (call) => {
        const found = find(kind, call, findBusiness(call, kind.right));
        call.of(kind.collection).remove(`${found.business}/${found.id.toLowerCase()}`);
        return noContent;
      },
    },
  ];
}

/** List, get, create, update and delete of one kind of thing beneath calendars. */
export function containedOperations(kind: ContainedKind): readonly Operation[] {
  const list = `/solutions/bookingBusinesses/{business}/${kind.segment}`;
  const one = `${list}/{${kind.noun}}`;
  return [...readOperations(kind, list, one), create(kind, list), ...changeOperations(kind, one)];
}
