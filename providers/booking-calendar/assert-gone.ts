import type { GraphClient } from "../../src/graph/graph-client";
import { resolveUsers } from "../../src/graph/resources/resolve-users";
import { refuse } from "../refuse";
import type { CalendarRecord } from "./calendar-record";

/**
 * Gone is what a caller who may see everything cannot find, what is no directory user any more, and what has once been seen:
 * a calendar that nobody has seen yet may still be on its way.
 */
export async function assertGone(reader: GraphClient, record: CalendarRecord): Promise<void> {
  const { account } = await reader.claims();
  if (account !== undefined) {
    throw unsure(record, "the sign-in sees only calendars it belongs to");
  }
  if (record.live.unseen) {
    throw unsure(record, "it was made moments ago and does not show yet");
  }
  const users = await resolveUsers(reader, [record.live.actualAddress]);
  if (users.size > 0) {
    throw unsure(record, "Bookings does not show it, but its account is still in the directory");
  }
}

function unsure(record: CalendarRecord, why: string) {
  return refuse("calendar-unreadable", { address: record.address, why });
}
