import type { BookingCalendar } from "../model/booking-calendar";
import type { Organisation } from "../model/organisation";
import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** An active calendar has at least one admin who is a person. */
export const calendarNeedsAdmin: Rule = {
  id: "calendar-needs-admin",
  codes: ["calendar-without-admin"],
  check: ({ estate, salvaged }) =>
    eachCalendar(estate, (calendar, organisation) => {
      if (calendar.status !== "active" || hasAdmin(calendar, organisation)) return [];
      if (salvaged.has(calendar.source.file)) return [];
      return [
        problem(
          "calendar-without-admin",
          { calendar: calendar.displayName },
          calendar.placeOf("/admins", "key"),
        ),
      ];
    }),
};

function hasAdmin({ members }: BookingCalendar, { operator }: Organisation): boolean {
  for (const address in members) {
    if (members[address as keyof typeof members] === "admin" && address !== operator) return true;
  }
  return false;
}
