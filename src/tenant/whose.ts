import type { GraphClient } from "../graph/graph-client";
import { serverClock } from "../graph/http/server-clock";
import type { BookingCalendar } from "../model/booking-calendar";
import { markerOf, ownership } from "../model/calendar-marker";
import { type CalendarSight, type Hidden, hiddenWords, lookAtCalendars, shownIn } from "./calendars";

/** Which calendar is looked at. */
export type Wanted = Pick<BookingCalendar, "address" | "organisation" | "displayName">;

/** Who has the address of a calendar that is to be made, or why that could not be read. */
export type Occupant =
  | {
      readonly whose: "no one's" | "ours" | "someone's" | "an account's";
      /** The account that has the address, where Bookings has no calendar there. */
      readonly account?: string;
      /** Whether the calendar there carries a marker of this tool, ours or another calendar's. */
      readonly isMarked: boolean;
      /** The marker that ours would carry. */
      readonly marker: string;
    }
  | { readonly unread: string };

/**
 * Who has the addresses of calendars that are to be made, all in one round. Keyed by address; “no one's” only where it is
 * confirmed that there is nothing.
 */
export async function occupants(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Occupant>> {
  const looks = await lookAtCalendars(
    graph,
    calendars.map((calendar) => ({ address: calendar.address, calendar })),
  );
  return new Map(
    looks.map(({ question: { address, calendar }, sight }) => [address, occupantOf(calendar, sight)]),
  );
}

function occupantOf(calendar: Wanted, sight: CalendarSight): Occupant {
  const marker = markerOf(calendar);
  switch (sight.kind) {
    case "absent":
      return { whose: "no one's", isMarked: false, marker };
    case "there": {
      const mark = ownership(sight.calendar.business.businessType, marker);
      return { whose: mark === "ours" ? "ours" : "someone's", isMarked: mark !== "none", marker };
    }
    case "hidden":
      return hiddenOccupant(sight, marker);
    case "unreadable":
      return { unread: sight.error.message };
  }
}

function hiddenOccupant(hidden: Hidden, marker: string): Occupant {
  // It is there, and the observer has no place in it: as the handler judges it too.
  if (hidden.why === "no-role") return { whose: "someone's", isMarked: false, marker };
  if (hidden.why === "account")
    return { whose: "an account's", account: hidden.account, isMarked: false, marker };
  return { unread: hiddenWords(hidden) };
}

/** A calendar as it stands in the tenant before it is deleted. */
export interface Standing {
  readonly isThere: boolean;
  readonly mark: "ours" | "none" | "foreign";
  /** Appointments from now on. */
  readonly booked: number;
}

const NOT_THERE: Standing = { isThere: false, mark: "none", booked: 0 };

/** How calendars stand, all in one round: whose they are, and how many patients are booked. Doubt is thrown. */
export async function standings(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Standing>> {
  // the sign-in tells the time there: this machine's clock may be wrong
  await graph.claims();
  const bookedFrom = serverClock.now();
  const looks = await lookAtCalendars(
    graph,
    calendars.map((calendar) => ({ address: calendar.address, bookedFrom, bookingsOnly: true, calendar })),
  );
  return new Map(
    looks.map(({ question: { address, calendar }, sight }) => [address, standingOf(calendar, sight)]),
  );
}

/** Who is on calendars, as addresses in lower case, all in one round. Keyed by address; without those that could not be read. */
export async function peopleOn(
  graph: GraphClient,
  calendars: readonly Pick<Wanted, "address">[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const looks = await lookAtCalendars(
    graph,
    calendars.map(({ address }) => ({ address, people: true })),
  );
  return new Map(
    looks.flatMap(({ question: { address }, sight }) => {
      if (sight.kind !== "there") return [];
      const { rows } = sight.calendar;
      return [[address, new Map(rows.map((one) => [one.emailAddress.toLowerCase(), one.role]))] as const];
    }),
  );
}

function standingOf(calendar: Wanted, sight: CalendarSight): Standing {
  const found = shownIn(sight);
  if (!found) return NOT_THERE;
  const mark = ownership(found.business.businessType, markerOf(calendar));
  return { isThere: true, mark, booked: found.booked };
}
