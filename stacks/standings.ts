import { markerOf, ownership } from "../providers/booking-calendar/marker";
import type { GraphOutcome } from "../src/graph/call";
import type { GraphClient } from "../src/graph/graph-client";
import { countAtLeast, futureAppointments } from "../src/graph/resources/appointments";
import { businesses } from "../src/graph/resources/businesses";
import { parseBusiness } from "../src/graph/resources/parse-business";
import { answerOf } from "../src/graph/settle";
import type { Standing, Wanted } from "../src/preflight/preflight-view";

const NOT_THERE: Standing = { isThere: false, mark: "none", booked: 0, more: false };

/** How calendars stand, all in one round: whose they are, and how many patients are booked. Doubt is thrown. */
export async function standings(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Standing>> {
  const now = new Date();
  const outcomes = await graph.sendAll(
    calendars.flatMap(({ address }) => [businesses.get(address), futureAppointments(address, now)]),
  );
  return new Map(
    calendars.map((calendar, index) => [
      calendar.address,
      standingOf(calendar, outcomes[2 * index], outcomes[2 * index + 1]),
    ]),
  );
}

function standingOf(
  calendar: Wanted,
  found: GraphOutcome | undefined,
  view: GraphOutcome | undefined,
): Standing {
  if (found && !found.ok && found.error.kind === "not-found") return NOT_THERE;
  const business = parseBusiness(answerOf(found).body);
  const booked = countAtLeast(answerOf(view).body);
  if (!business || !booked)
    throw new Error(`Graph's answer for ${calendar.address} is not in the expected form`);
  const mark = ownership(business.businessType, markerOf(calendar));
  return { isThere: true, mark, booked: booked.count, more: booked.more };
}
