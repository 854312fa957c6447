import type { GraphOutcome } from "../src/graph/call";
import type { GraphClient } from "../src/graph/graph-client";
import { countAppointments, futureAppointments } from "../src/graph/resources/appointments";
import { businesses, parseBusiness, parseBusinesses } from "../src/graph/resources/businesses";
import { resolveUsers } from "../src/graph/resources/resolve-users";
import {
  type DirectoryUser,
  hasBookingsPlan,
  mailboxPurpose,
  PLANS_FIELD,
  users,
} from "../src/graph/resources/users";
import { answerOf } from "../src/graph/settle";
import { textOf } from "../src/graph/wire";
import type { Address } from "../src/model/address";
import { markerOf, ownership } from "../src/model/calendar-marker";
import type { Tenant } from "../src/model/tenant";
import type { LookedUp, Person } from "../src/preflight/person";
import type { Occupant, PreflightView, Standing, Wanted } from "../src/preflight/preflight-view";
import { unknownPeople } from "./unknown-people";

/** Preflight's questions, asked through a client that is opened at the first of them. */
export function viewThrough(graph: () => GraphClient): PreflightView {
  return {
    isConfirmedAbsent: (address) => isConfirmedAbsent(graph(), address),
    listed: (name) => listed(graph(), name),
    standings: (calendars) => standings(graph(), calendars),
    lookUp: (addresses, staying = [], attribute = "companyName") =>
      lookUp(graph(), addresses, staying, attribute),
    occupants: (calendars) => occupants(graph(), calendars),
  };
}

async function listed(graph: GraphClient, name: string): Promise<Set<string>> {
  const answer = await graph.send(businesses.list(name));
  return new Set(parseBusinesses(answer.body).map(({ id }) => id.toLowerCase()));
}

async function isConfirmedAbsent(graph: GraphClient, address: string): Promise<boolean> {
  const [found] = await graph.sendAll([businesses.get(address)]);
  if (found === undefined || found.ok) return false;
  if (found.error.kind !== "not-found") throw found.error;
  return !(await resolveUsers(graph, [address])).has(address.toLowerCase());
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
    return outcome ? [[address, personOf(user, mailboxPurpose(outcome), attribute)]] : [];
  });
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
  };
}

/** What stands at the addresses of calendars that are to be made, all in one round. */
export async function occupants(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Occupant>> {
  const outcomes = await graph.sendAll(calendars.map(({ address }) => businesses.get(address)));
  return new Map(
    calendars.map((calendar, index) => [calendar.address, occupantOf(calendar, outcomes[index])]),
  );
}

function occupantOf(calendar: Wanted, outcome: GraphOutcome | undefined): Occupant {
  const marker = markerOf(calendar);
  if (outcome === undefined) return { unread: "Graph gave no answer" };
  if (!outcome.ok) {
    const { kind, message } = outcome.error;
    if (kind === "not-found") return { whose: "nobody's", isMarked: false, marker };
    // It is there, and the observer has no place in it: as the handler judges it too.
    return kind === "no-role" ? { whose: "somebody's", isMarked: false, marker } : { unread: message };
  }
  const business = parseBusiness(outcome.answer.body);
  if (!business) return { unread: "Graph's answer is not in the expected form" };
  const mark = ownership(business.businessType, marker);
  return { whose: mark === "ours" ? "ours" : "somebody's", isMarked: mark !== "none", marker };
}

const NOT_THERE: Standing = { isThere: false, mark: "none", booked: 0 };

/** How calendars stand, all in one round: whose they are, and how many patients are booked. Doubt is thrown. */
export async function standings(
  graph: GraphClient,
  calendars: readonly Wanted[],
): Promise<Map<string, Standing>> {
  const now = new Date();
  const outcomes = await graph.sendAll(
    calendars.flatMap(({ address }) => [businesses.get(address), futureAppointments(address, now)]),
  );
  return new Map(
    calendars.map((calendar, index) => [
      calendar.address,
      standingOf(calendar, outcomes[2 * index], outcomes[2 * index + 1]),
    ]),
  );
}

function standingOf(
  calendar: Wanted,
  found: GraphOutcome | undefined,
  view: GraphOutcome | undefined,
): Standing {
  if (found && !found.ok && found.error.kind === "not-found") return NOT_THERE;
  const business = parseBusiness(answerOf(found).body);
  const booked = countAppointments(answerOf(view).body);
  if (!business || booked === undefined)
    throw new Error(`Graph's answer for ${calendar.address} is not in the expected form`);
  const mark = ownership(business.businessType, markerOf(calendar));
  return { isThere: true, mark, booked };
}
