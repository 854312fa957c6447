import type { ListedCalendar } from "./listed-calendar";

/** What every list of calendars tells machines about one of them. */
export function calendarJson(calendar: ListedCalendar): object {
  return {
    name: calendar.name,
    displayName: calendar.displayName,
    address: calendar.address,
    organisation: calendar.organisation.toLowerCase(),
    status: calendar.status,
    ...(calendar.file && { file: calendar.file }),
  };
}
