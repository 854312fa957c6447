import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import type { Inventory, InventoryEntry } from "../plan/inventory";

/** A calendar whose people or reply address change, with those who were on it before and stay. */
export interface TouchedCalendar {
  readonly calendar: BookingCalendar;
  readonly staying: readonly Address[];
}

const lowerCased = (members: InventoryEntry["members"]): Map<string, string> =>
  new Map(Object.entries(members).map(([address, role]) => [address.toLowerCase(), role]));

function isTouched(entry: InventoryEntry, { members, replyTo }: BookingCalendar): boolean {
  const before = lowerCased(entry.members);
  const now = Object.entries(members);
  return (
    entry.replyTo.toLowerCase() !== replyTo ||
    before.size !== now.length ||
    now.some(([address, role]) => before.get(address) !== role)
  );
}

/**
 * Calendars on which a run works anyway: there, who has left is looked for too, at no or little cost. All others are for
 * drift detection, which looks at everybody.
 */
export function touchedCalendars(
  calendars: readonly BookingCalendar[],
  before: Inventory | undefined,
): TouchedCalendar[] {
  return calendars
    .filter(({ status }) => status === "active")
    .flatMap((calendar) => {
      const entry = before?.calendars[calendar.name];
      if (entry === undefined || !isTouched(entry, calendar)) return [];
      const known = lowerCased(entry.members);
      return [
        { calendar, staying: (Object.keys(calendar.members) as Address[]).filter((one) => known.has(one)) },
      ];
    });
}
