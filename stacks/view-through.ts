import type { GraphClient } from "../src/graph/graph-client";
import { businesses } from "../src/graph/resources/businesses";
import type { DirectoryUser } from "../src/graph/resources/directory-user";
import { hasBookingsPlan, PLANS_FIELD } from "../src/graph/resources/has-bookings-plan";
import { mailboxPurpose } from "../src/graph/resources/mailbox-purpose";
import { parseBusinesses } from "../src/graph/resources/parse-business";
import { resolveUsers } from "../src/graph/resources/resolve-users";
import { textOf } from "../src/graph/resources/text-of";
import { users } from "../src/graph/resources/users";
import type { Address } from "../src/model/address";
import type { Tenant } from "../src/model/tenant";
import type { LookedUp, Person } from "../src/preflight/person";
import type { PreflightView } from "../src/preflight/preflight-view";
import { occupants } from "./occupants";
import { standings } from "./standings";
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
    displayName: user.displayName,
    mail: user.mail || user.userPrincipalName,
    isEnabled: user.accountEnabled !== false,
    isGuest: user.userType === "Guest",
    mailbox,
    organisation: textOf(user.raw[attribute]),
    ...(hasBookings !== undefined && { hasBookings }),
  };
}
