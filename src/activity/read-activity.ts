import type { GraphClient } from "../graph/graph-client";
import { appointments as calls } from "../graph/resources/appointments";
import { pagesOf } from "../graph/whole-lists";
import { isRecord } from "../graph/wire";
import { calendarIn, lookAtCalendar } from "../tenant/calendars";
import { type Appointment, type CalendarFacts, parseAppointment } from "./appointment";
import { zoneNamed } from "./time";

const DAY = 86_400_000;

/** The web app exports 120 days at a time; wider windows are asked for in pieces. */
const LONGEST_WINDOW = 120 * DAY;

/** From the first moment up to, but not including, the last. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** A period in pieces that Graph answers. */
export function windowsOf({ from, until }: Period): Period[] {
  const count = Math.max(1, Math.ceil((until - from) / LONGEST_WINDOW));
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * LONGEST_WINDOW,
    until: Math.min(until, from + (index + 1) * LONGEST_WINDOW),
  }));
}

/** What is known of a calendar before its appointments are read. */
export interface CalendarHead extends CalendarFacts {
  readonly displayName: string;
  /** The name of the calendar's time zone, where it is not known here. */
  readonly unknownZone?: string;
}

/** Reads what all rows of a calendar share. Throws a GraphError when it cannot be read. */
export async function readCalendarHead(
  graph: GraphClient,
  address: string,
  otherwise: string,
): Promise<CalendarHead> {
  const found = calendarIn(await lookAtCalendar(graph, { address, people: true, bookingsOnly: true }));
  const business = isRecord(found?.told.business) ? found.told.business : {};
  const settings = isRecord(business["bookingPageSettings"]) ? business["bookingPageSettings"] : {};
  const named = typeof settings["businessTimeZone"] === "string" ? settings["businessTimeZone"] : "";
  const zone = named === "" ? undefined : zoneNamed(named);
  return {
    displayName: found?.business.displayName ?? "",
    currency: typeof business["defaultCurrencyIso"] === "string" ? business["defaultCurrencyIso"] : "",
    zone: zone ?? otherwise,
    ...(zone === undefined && named !== "" && { unknownZone: named }),
    staff: new Map(
      (found?.rows ?? []).map(({ id, displayName, emailAddress }) => [
        id,
        { name: displayName, address: emailAddress },
      ]),
    ),
  };
}

/** Some appointments, and how many things could not be read. */
interface ActivityPage {
  readonly appointments: readonly Appointment[];
  /** Entries of a list without id or start, and appointments whose details could not be read. */
  readonly unreadable: number;
}

/**
 * The appointments that start in a period, a page at a time: no more than a page is held. Graph is only sure to tell
 * customers when one appointment is read, so `withDetails` reads each by itself.
 */
export async function* readActivity(
  graph: GraphClient,
  address: string,
  period: Period,
  withDetails: boolean,
): AsyncGenerator<ActivityPage> {
  for (const { from, until } of windowsOf(period)) {
    for await (const items of pagesOf(graph, calls.between(address, new Date(from), new Date(until)))) {
      const parsed = items.map(parseAppointment);
      // The list has what overlaps with the window: what started before it belongs to the window before.
      const found = parsed.filter((one) => one !== undefined && one.start >= from && one.start < until);
      const unreadable = parsed.filter((one) => one === undefined).length;
      const page = found as Appointment[];
      const read = withDetails
        ? await readDetails(graph, address, page)
        : { appointments: page, unreadable: 0 };
      yield { appointments: read.appointments, unreadable: unreadable + read.unreadable };
    }
  }
}

/** Each appointment by itself; one that cannot be read stays as the list has it, and is counted. */
async function readDetails(
  graph: GraphClient,
  address: string,
  listed: readonly Appointment[],
): Promise<ActivityPage> {
  const outcomes = await graph.sendAll(listed.map(({ id }) => calls.get(address, id)));
  let unreadable = 0;
  const appointments = listed.map((one, index) => {
    const outcome = outcomes[index];
    const detail = outcome?.ok ? parseAppointment(outcome.answer.body) : undefined;
    if (!detail) unreadable += 1;
    return detail ?? one;
  });
  return { appointments, unreadable };
}
