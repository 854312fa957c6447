import type { BookingCalendar } from "../model/booking-calendar";
import type { PreflightInput } from "./preflight-view";

/**
 * A deletion that an earlier run was asked for, and that did not happen. What was asked stands in the inventory, what was
 * done in the journal. One that is closed in place counted when it was closed.
 */
export function isOpen(
  { before, wasMade, wasClosed }: PreflightInput,
  { name, address }: BookingCalendar,
): boolean {
  return before?.calendars[name]?.status === "deleted" && wasMade(address) && !wasClosed(address);
}

/** Deletions that earlier runs left open: whether they count depends on whether the calendars are still there. */
export const openDeletions = (input: PreflightInput): readonly BookingCalendar[] =>
  input.model.calendars.filter((calendar) => calendar.status === "deleted" && isOpen(input, calendar));
