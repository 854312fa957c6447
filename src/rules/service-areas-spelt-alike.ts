import type { BookingCalendar } from "../model/booking-calendar";
import { namePart } from "../model/naming";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** Within an organisation a service area is written in one way. */
export const serviceAreasSpeltAlike: Rule = {
  id: "service-areas-spelt-alike",
  codes: ["service-area-spelt-differently"],
  check: ({ estate }) => estate.organisations.flatMap(({ calendars }) => checkOne(calendars)),
};

function checkOne(calendars: readonly BookingCalendar[]): Problem[] {
  const texts = new Map<string, BookingCalendar>();
  const problems: Problem[] = [];
  for (const calendar of calendars) {
    if (calendar.status !== "active") continue;
    const { serviceArea: text, placeOf } = calendar;
    const key = namePart(text).toLowerCase();
    const first = texts.get(key);
    if (!first) texts.set(key, calendar);
    else if (first.serviceArea !== text) {
      const args = { text, other: first.serviceArea };
      const at = placeOf("/serviceArea");
      problems.push(problem("service-area-spelt-differently", args, at, [first.placeOf("/serviceArea")]));
    }
  }
  return problems;
}
