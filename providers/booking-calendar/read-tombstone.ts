import type { GraphClient } from "../../src/graph/graph-client";
import { businesses } from "../../src/graph/resources/businesses";
import type { CalendarRecord } from "./calendar-record";

/** Graph's ways to say that there is no calendar; a deleted mailbox may answer with any of them for a while. */
const ABSENT: readonly string[] = ["not-found", "no-role", "mailbox-not-enabled"];

/** The record of a deleted calendar with one look at its address. Who lives there again is only told. */
export async function readTombstone(reader: GraphClient, record: CalendarRecord): Promise<CalendarRecord> {
  const { livesAgain: _before, ...live } = record.live;
  const alive = await isThere(reader, record.live.actualAddress);
  return { ...record, live: { ...live, ...(alive ? { livesAgain: true as const } : {}) } };
}

async function isThere(reader: GraphClient, address: string): Promise<boolean> {
  const [look] = await reader.sendAll([businesses.get(address)]);
  if (look && !look.ok && !ABSENT.includes(look.error.kind)) {
    throw look.error;
  }
  return look?.ok === true;
}
