import type { Listing, SeenCalendar, SeenPerson } from "../../drift/tenant-facts";
import type { GraphCall, GraphOutcome } from "../../graph/call";
import type { GraphClient } from "../../graph/graph-client";
import { businesses, parseBusiness, parseBusinesses } from "../../graph/resources/businesses";
import type { StaffMember } from "../../graph/resources/staff";
import { parseStaff, staff } from "../../graph/resources/staff";
import { calendarFields, graphFields, valuesOf } from "../../model/calendar-fields";
import { isKnown, markerOf, ownership } from "../../model/calendar-marker";
import { fromGraphRole } from "../../model/calendar-roles";
import type { WatchedCalendar, WatchList } from "./watch-list";

/** What Bookings itself says of an address. */
export type FirstLook =
  | { readonly what: "there"; readonly calendar: SeenCalendar }
  /** Bookings has no calendar there; whether it is gone is for the directory to say. */
  | { readonly what: "absent" }
  | { readonly what: "unreadable"; readonly why: string };

/** Graph tells no more in one list, and does not say when there are more. */
const LONGEST_LIST = 500;

const MEMBERSHIP: Readonly<Record<string, SeenPerson["membership"]>> = {
  active: "active",
  pendingAcceptance: "pending",
  rejectedByStaff: "rejected",
};

const NOT_UNDERSTOOD = "the answer is not in the expected form";

function listingOf(outcome: GraphOutcome | undefined): Listing {
  if (!outcome?.ok) return { what: "unreadable", why: outcome?.error.message ?? "no answer" };
  const addresses = parseBusinesses(outcome.answer.body).map(({ id }) => id);
  return addresses.length < LONGEST_LIST
    ? { what: "listed", addresses }
    : { what: "unreadable", why: `Graph lists ${LONGEST_LIST} at most, and there may be more` };
}

const personOf =
  (viewerRole: WatchList["viewerRole"]) =>
  ({ id, emailAddress, role, membershipStatus }: StaffMember): SeenPerson => ({
    address: emailAddress.toLowerCase() || `row:${id}`,
    role: fromGraphRole(role, viewerRole),
    membership: MEMBERSHIP[membershipStatus] ?? "unknown",
  });

function lookOf(
  { shortName, viewerRole }: WatchList,
  { displayName, isTombstone, knownBy }: WatchedCalendar,
  found: GraphOutcome | undefined,
  rows: GraphOutcome | undefined,
): FirstLook {
  if (!found?.ok) {
    return found?.error.kind === "not-found"
      ? { what: "absent" }
      : { what: "unreadable", why: found?.error.message ?? "no answer" };
  }
  const business = parseBusiness(found.answer.body);
  if (!business) return { what: "unreadable", why: NOT_UNDERSTOOD };
  const members = isTombstone ? [] : rows?.ok ? parseStaff(rows.answer.body) : undefined;
  if (!members) return { what: "unreadable", why: rows && !rows.ok ? rows.error.message : NOT_UNDERSTOOD };
  const { id, businessType } = business;
  const marker = markerOf({ organisation: shortName, displayName });
  const mark = ownership(businessType, marker);
  const isAnother = knownBy !== undefined && !isTombstone && !isKnown(knownBy, mark, members);
  return {
    what: "there",
    calendar: {
      address: id,
      ...valuesOf(graphFields, (field) => business[calendarFields[field].graph]),
      mark,
      people: members.map(personOf(viewerRole)),
      ...(isAnother && { awaitedMark: marker }),
    },
  };
}

const callsFor = ({ address, isTombstone }: WatchedCalendar): GraphCall[] =>
  isTombstone ? [businesses.get(address)] : [businesses.get(address), staff.list(address)];

/** One list an organisation, and business and staff of every calendar, all in one go. */
export async function readCalendars(
  graph: GraphClient,
  lists: readonly WatchList[],
): Promise<{ listings: Map<string, Listing>; looks: Map<string, FirstLook> }> {
  const watched = lists.flatMap((list) => list.calendars.map((calendar) => ({ list, calendar })));
  const [names, ...details] = await sendGroups(graph, [
    lists.map(({ shortName }) => businesses.list(shortName)),
    ...watched.map(({ calendar }) => callsFor(calendar)),
  ]);
  return {
    listings: new Map(lists.map(({ stack }, index) => [stack, listingOf(names?.[index])])),
    looks: new Map(
      watched.map(({ list, calendar }, index) => {
        const [business, rows] = details[index] ?? [];
        return [calendar.address, lookOf(list, calendar, business, rows)];
      }),
    ),
  };
}

/** Groups of calls sent as one row, so that every batch but the last is full; the outcomes in their groups again. */
async function sendGroups(
  graph: GraphClient,
  groups: readonly (readonly GraphCall[])[],
): Promise<GraphOutcome[][]> {
  const outcomes = await graph.sendAll(groups.flat());
  let from = 0;
  return groups.map(({ length }) => {
    from += length;
    return outcomes.slice(from - length, from);
  });
}
