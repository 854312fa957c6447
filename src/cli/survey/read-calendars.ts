import type { Listing, SeenCalendar, SeenPerson, Sighting } from "../../drift/tenant-facts";
import type { GraphClient } from "../../graph/graph-client";
import type { StaffMember } from "../../graph/resources/staff";
import { calendarFields, graphFields, valuesOf } from "../../model/calendar-fields";
import { isKnown, ownership } from "../../model/calendar-marker";
import { fromGraphRole } from "../../model/calendar-roles";
import { type CalendarSight, hiddenWords, type LiveCalendar, lookAtCalendars } from "../../tenant/calendars";
import { listByName } from "../../tenant/list-calendars";
import type { WatchedCalendar, WatchList } from "./watch-list";

const MEMBERSHIP: Readonly<Record<string, SeenPerson["membership"]>> = {
  active: "active",
  pendingAcceptance: "pending",
  rejectedByStaff: "rejected",
};

const personOf =
  (viewerRole: WatchList["viewerRole"]) =>
  ({ emailAddress, role, membershipStatus }: StaffMember): SeenPerson => ({
    address: emailAddress.toLowerCase(),
    role: fromGraphRole(role, viewerRole),
    membership: MEMBERSHIP[membershipStatus] ?? "unknown",
  });

function seenCalendar(
  { viewerRole }: WatchList,
  { marker, isTombstone, knownBy }: WatchedCalendar,
  { business, rows }: LiveCalendar,
): SeenCalendar {
  const { id, businessType } = business;
  const mark = ownership(businessType, marker);
  const isAnother = knownBy !== undefined && !isTombstone && !isKnown(knownBy, mark, rows);
  return {
    address: id,
    ...valuesOf(graphFields, (field) => business[calendarFields[field].graph]),
    mark,
    people: rows.map(personOf(viewerRole)),
    ...(isAnother && { awaitedMark: marker }),
  };
}

/** Gone is confirmed: whatever else is not there is in doubt. */
function sightingOf(list: WatchList, watched: WatchedCalendar, sight: CalendarSight | undefined): Sighting {
  switch (sight?.kind) {
    case "there":
      return { what: "there", calendar: seenCalendar(list, watched, sight.calendar) };
    case "absent":
      return { what: "gone" };
    case "hidden":
      return { what: "unreadable", why: hiddenWords(sight) };
    case "unreadable":
      return { what: "unreadable", why: sight.error.message };
    case undefined:
      return { what: "unreadable", why: "no answer" };
  }
}

/** Calendars with their people; of a deleted one only the presence is read. Calendars are listed by the organisation's name. */
export async function readCalendars(
  graph: GraphClient,
  lists: readonly WatchList[],
): Promise<{ listings: Map<string, Listing>; sightings: Map<string, Sighting> }> {
  const watched = lists.flatMap((list) => list.calendars.map((calendar) => ({ list, calendar })));
  const [listed, sights] = await Promise.all([
    Promise.all(lists.map(({ shortName }) => listByName(graph, shortName))),
    lookAtCalendars(
      graph,
      watched.map(({ calendar }) => ({ address: calendar.address, people: !calendar.isTombstone })),
    ),
  ]);
  return {
    listings: new Map(
      lists.map(({ stack }, index): [string, Listing] => {
        const { addresses = [], incomplete: [why] = [] } = listed[index] ?? { incomplete: ["no answer"] };
        if (addresses.length === 0 && why !== undefined) return [stack, { what: "unreadable", why }];
        return [stack, { what: "listed", addresses, ...(why !== undefined && { incomplete: why }) }];
      }),
    ),
    sightings: new Map(
      watched.map(({ list, calendar }, index) => [
        calendar.address,
        sightingOf(list, calendar, sights[index]),
      ]),
    ),
  };
}
