import type { BookingCalendar } from "../model/booking-calendar";
import { type Problem, problem } from "../problem/problem";

/** So long before its last day someone is told. */
const DAYS_BEFORE = 14;

/** The exceptions of calendars that have expired, or expire soon. None of it stops a run. */
export function exceptionProblems(calendars: readonly BookingCalendar[], today: string): Problem[] {
  const soon = new Date(Date.parse(today) + DAYS_BEFORE * 24 * 3600 * 1000).toISOString().slice(0, 10);
  return calendars.flatMap(({ spec: { exceptions = [] }, placeOf }) =>
    exceptions.flatMap(({ problem: what, expires }, index) => {
      if (expires > soon) return [];
      const code = expires < today ? "exception-expired" : "exception-expires-soon";
      return [problem(code, { problem: what, expires }, placeOf(`/exceptions/${index}/expires`))];
    }),
  );
}
