import type { BookingCalendar } from "../model/booking-calendar";
import type { Estate } from "../model/estate";
import type { Organisation } from "../model/organisation";
import type { Problem } from "../problem/problem";

/** What a check finds in each calendar of the estate. */
export function eachCalendar(
  { organisations }: Estate,
  check: (calendar: BookingCalendar, organisation: Organisation) => readonly Problem[],
): Problem[] {
  const problems: Problem[] = [];
  for (const { organisation, calendars } of organisations) {
    for (const calendar of calendars) problems.push(...check(calendar, organisation));
  }
  return problems;
}
