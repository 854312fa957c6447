import type { GraphCall } from "../call";
import { isRecord } from "../is-record";
import { path } from "../path";

/** Calls on the appointments of a calendar. Their contents are patients' data: only counts are taken from them. */
export const appointments = {
  between: (business: string, start: Date, end: Date): GraphCall => ({
    method: "GET",
    path: path`/solutions/bookingBusinesses/${business}/calendarView?start=${start.toISOString()}&end=${end.toISOString()}`,
    mailbox: business.toLowerCase(),
  }),
};

/** How many an answer holds; undefined when it is no list, or not the whole of it. */
export function countAppointments(body: unknown): number | undefined {
  if (!isRecord(body) || !Array.isArray(body["value"]) || body["@odata.nextLink"] !== undefined) {
    return undefined;
  }
  return body["value"].length;
}
