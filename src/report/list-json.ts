import { calendarJson } from "./calendar-json";
import type { ListedCalendar } from "./listed-calendar";
import { memberCounts } from "./member-counts";

/** Calendars with numbers of people, described by `schemas/output/list.schema.json`. */
export function listJson(calendars: readonly ListedCalendar[]): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      ...memberCounts(calendar.members),
    })),
  };
}
