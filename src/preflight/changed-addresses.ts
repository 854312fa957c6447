import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import type { Inventory } from "../plan/inventory";
import type { Place } from "../problem/place";

/** An address that the specs newly use, and where they say so. */
export interface NewAddress {
  readonly address: Address;
  readonly use: "member" | "reply";
  /** The calendar's address, for the sentence. */
  readonly calendar: string;
  readonly at: Place;
}

function newOn(calendar: BookingCalendar, before: Inventory | undefined): NewAddress[] {
  const entry = before?.calendars[calendar.name];
  const known = new Set(Object.keys(entry?.members ?? {}).map((address) => address.toLowerCase()));
  const members = (Object.keys(calendar.members) as Address[])
    .filter((address) => !known.has(address))
    .map((address) => ({
      address,
      use: "member" as const,
      calendar: calendar.address,
      at: calendar.memberPlace(address),
    }));
  if (entry?.replyTo.toLowerCase() === calendar.replyTo) return members;
  return [
    ...members,
    { address: calendar.replyTo, use: "reply", calendar: calendar.address, at: calendar.placeOf("/replyTo") },
  ];
}

/**
 * Every address that was added or changed since the last run: these are looked up, the rest was looked up when it was
 * added. A usual pull request asks for a handful.
 */
export function changedAddresses(
  calendars: readonly BookingCalendar[],
  before: Inventory | undefined,
): NewAddress[] {
  return calendars.filter(({ status }) => status === "active").flatMap((calendar) => newOn(calendar, before));
}
