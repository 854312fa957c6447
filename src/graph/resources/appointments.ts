import type { GraphCall } from "../call";
import { isRecord, path } from "../wire";
import { onCalendar } from "./businesses";

/** Calls on the appointments of a calendar. Their contents are patients' data: only `bookings report` reads them. */
export const appointments = {
  between: (business: string, start: Date, end: Date) =>
    onCalendar("GET", business, path`/calendarView?start=${start.toISOString()}&end=${end.toISOString()}`),

  get: (business: string, id: string) => onCalendar("GET", business, path`/appointments/${id}`),
};

/** How far ahead is looked: no one books further, and a window that is too wide is refused. */
const YEARS_AHEAD = 3;

/** The call for everything that is booked from now on, what is going on at the moment included. */
export function futureAppointments(business: string, now: Date): GraphCall {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS_AHEAD);
  return appointments.between(business, now, end);
}

/** How many an answer holds, with all its pages; undefined when it is no list. */
export function countAppointments(body: unknown): number | undefined {
  return isRecord(body) && Array.isArray(body["value"]) ? body["value"].length : undefined;
}
