import { calendarJson } from "./calendar-json";
import type { ListedCalendar } from "./listed-calendar";

/** Calendars with their people, described by `schemas/output/status.schema.json`. */
export function statusJson(calendars: readonly ListedCalendar[]): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      replyTo: calendar.replyTo,
      phone: calendar.phone,
      members: calendar.members.map(({ address, role, membership }) => ({ address, role, membership })),
    })),
  };
}
