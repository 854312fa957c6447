import type { GraphOutcome } from "../src/graph/call";
import type { GraphClient } from "../src/graph/graph-client";
import { GraphError } from "../src/graph/graph-error";
import { serverClock } from "../src/graph/http/server-clock";
import { resolveUsers } from "../src/graph/resources/resolve-users";
import {
  type DirectoryUser,
  hasBookingsPlan,
  mailboxPurpose,
  PLANS_FIELD,
  users,
} from "../src/graph/resources/users";
import { textOf } from "../src/graph/wire";
import type { Address } from "../src/model/address";
import { markerOf, ownership } from "../src/model/calendar-marker";
import type { Tenant } from "../src/model/tenant";
import type { LookedUp, Person } from "../src/preflight/person";
import type { Occupant, PreflightView, Standing, Wanted } from "../src/preflight/preflight-view";
import {
  type CalendarSight,
  calendarIn,
  type Hidden,
  hiddenWords,
  listedCalendars,
  lookAtCalendar,
  lookAtCalendars,
} from "../src/tenant/calendars";
import { unknownPeople } from "./unknown-people";

/** Preflight's questions, asked through a client that is opened at the first of them. */
export function viewThrough(graph: () => GraphClient): PreflightView {
  return {
    isConfirmedAbsent: (address) => lookAtCalendar(graph(), { address }).then(isAbsent),
    listed: (name) => listedCalendars(graph(), name),
    standings: (calendars) => standings(graph(), calendars),
    lookUp: (addresses, staying = [], attribute = "companyName") =>
      lookUp(graph(), addresses, staying, attribute),
    occupants: (calendars) => occupants(graph(), calendars),
  };
}

/** One round for all addresses, one for the mailboxes of those found, one for what can be said of those not found. */
async function lookUp(
  graph: GraphClient,
  addresses: readonly Address[],
  staying: readonly Address[],
  attribute: Tenant["organisationAttribute"],
): Promise<Map<Address, LookedUp>> {
  const found = await resolveUsers(graph, [...addresses, ...staying], [PLANS_FIELD, attribute]);
  const known = addresses.filter((address) => found.has(address));
  const unknown = addresses.filter((address) => !found.has(address));
  const [people, others] = await Promise.all([
    withMailboxes(graph, known, found, attribute),
    unknownPeople(graph, unknown),
  ]);
  const there = staying.map((address): [Address, LookedUp] => {
    const user = found.get(address);
    return [address, user ? personOf(user, "not-asked", attribute) : { near: [] }];
  });
  return new Map<Address, LookedUp>([...people, ...others, ...there]);
}

async function withMailboxes(
  graph: GraphClient,
  addresses: readonly Address[],
  found: ReadonlyMap<string, DirectoryUser>,
  attribute: string,
): Promise<[Address, Person][]> {
  const pairs = addresses.flatMap((address) => {
    const user = found.get(address);
    return user ? [{ address, user }] : [];
  });
  if (pairs.length === 0) return [];
  const outcomes = await graph.sendAll(pairs.map(({ user }) => users.purpose(user.id)));
  return pairs.flatMap(({ address, user }, index) => {
    const outcome = outcomes[index];
    return outcome ? [[address, withMailbox(user, outcome, attribute)]] : [];
  });
}

/** One mailbox that cannot be read is that person's problem, and not everybody's. */
function withMailbox(user: DirectoryUser, outcome: GraphOutcome, attribute: string): Person {
  try {
    return personOf(user, mailboxPurpose(outcome), attribute);
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    return { ...personOf(user, "unreadable", attribute), mailboxError: error.message };
  }
}

function personOf(user: DirectoryUser, mailbox: string, attribute: string): Person {
  const hasBookings = hasBookingsPlan(user);
  return {
    id: user.id,
    displayName: user.displayName,
    mail: user.mail || user.userPrincipalName,
    isEnabled: user.accountEnabled !== false,
    isGuest: user.userType === "Guest",
    mailbox,
    organisation: textOf(user.raw[attribute]),
    ...(hasBookings !== undefined && { hasBookings }),
    ...(user.rival !== undefined && { sharedBy: [user.rival, user.userPrincipalName] as const }),
  };
}

/** Doubt is thrown, but for an account at the address of a calendar that Bookings does not have. */
function isAbsent(sight: CalendarSight): boolean {
  return sight.kind === "hidden" ? false : calendarIn(sight) === undefined;
}

/** What stands at the addresses of calendars that are to be made, all in one round. */
export async function occupants(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Occupant>> {
  const sights = await lookAtCalendars(
    graph,
    calendars.map(({ address }) => ({ address })),
  );
  return new Map(calendars.map((calendar, index) => [calendar.address, occupantOf(calendar, sights[index])]));
}

function occupantOf(calendar: Wanted, sight: CalendarSight | undefined): Occupant {
  const marker = markerOf(calendar);
  switch (sight?.kind) {
    case "absent":
      return { whose: "nobody's", isMarked: false, marker };
    case "there": {
      const mark = ownership(sight.calendar.business.businessType, marker);
      return { whose: mark === "ours" ? "ours" : "somebody's", isMarked: mark !== "none", marker };
    }
    case "hidden":
      return hiddenOccupant(sight, marker);
    case "unreadable":
      return { unread: sight.error.message };
    case undefined:
      return { unread: "Graph gave no answer" };
  }
}

function hiddenOccupant(hidden: Hidden, marker: string): Occupant {
  // It is there, and the observer has no place in it: as the handler judges it too.
  if (hidden.why === "no-role") return { whose: "somebody's", isMarked: false, marker };
  if (hidden.why === "account")
    return { whose: "an account's", account: hidden.account, isMarked: false, marker };
  return { unread: hiddenWords(hidden) };
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
  const sights = await lookAtCalendars(
    graph,
    calendars.map(({ address }) => ({ address, bookedFrom, bookingsOnly: true })),
  );
  return new Map(
    calendars.flatMap((calendar, index) => {
      const sight = sights[index];
      return sight ? [[calendar.address, standingOf(calendar, sight)] as const] : [];
    }),
  );
}

function standingOf(calendar: Wanted, sight: CalendarSight): Standing {
  if (sight.kind === "hidden" && sight.why === "not-confirmed") return NOT_THERE;
  const found = calendarIn(sight);
  if (!found) return NOT_THERE;
  const mark = ownership(found.business.businessType, markerOf(calendar));
  return { isThere: true, mark, booked: found.booked };
}
