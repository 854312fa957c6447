import { markerOf, ownership } from "../providers/booking-calendar/marker";
import type { GraphOutcome } from "../src/graph/call";
import type { GraphClient } from "../src/graph/graph-client";
import { businesses } from "../src/graph/resources/businesses";
import { parseBusiness } from "../src/graph/resources/parse-business";
import type { Occupant, Wanted } from "../src/preflight/preflight-view";

/** What stands at the addresses of calendars that are to be made, all in one round. */
export async function occupants(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Occupant>> {
  const outcomes = await graph.sendAll(calendars.map(({ address }) => businesses.get(address)));
  return new Map(
    calendars.map((calendar, index) => [calendar.address, occupantOf(calendar, outcomes[index])]),
  );
}

function occupantOf(calendar: Wanted, outcome: GraphOutcome | undefined): Occupant {
  const marker = markerOf(calendar);
  if (outcome === undefined) return { unread: "Graph gave no answer" };
  if (!outcome.ok) {
    const { kind, message } = outcome.error;
    if (kind === "not-found") return { whose: "nobody's", isMarked: false, marker };
    // It is there, and the observer has no place in it: as the handler judges it too.
    return kind === "no-role" ? { whose: "somebody's", isMarked: false, marker } : { unread: message };
  }
  const business = parseBusiness(outcome.answer.body);
  if (!business) return { unread: "Graph's answer is not in the expected form" };
  const mark = ownership(business.businessType, marker);
  return { whose: mark === "ours" ? "ours" : "somebody's", isMarked: mark !== "none", marker };
}
