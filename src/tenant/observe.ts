import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import type { StaffMember } from "../graph/resources/staff";
import { calendarFields, graphFields, valuesOf } from "../model/calendar-fields";
import { isKnown, type KnownBy, ownership } from "../model/calendar-marker";
import { fromGraphRole, membershipStatus } from "../model/calendar-roles";
import { canBeMember, isPerson } from "../model/person";
import type {
  Directory,
  Listing,
  SeenCalendar,
  SeenPerson,
  Sighting,
  TenantFacts,
} from "../model/tenant-facts";
import { type CalendarSight, hiddenWords, type LiveCalendar, lookAtCalendars } from "./calendars";
import { listByName } from "./list-calendars";
import { lookAtPeople, type PeopleQuestion } from "./people";

/** What to look at for one organisation. */
export interface WatchList {
  readonly stack: string;
  readonly shortName: string;
  readonly viewerRole: "teamMember" | "viewer";
  /** Calendars by where they should be, with the mark that they would carry. */
  readonly calendars: readonly WatchedCalendar[];
  /** Members that the specs name, in lower case. */
  readonly people: readonly string[];
  /** Members that the last run put on the calendars, with their accounts: address in lower case → id. */
  readonly known: ReadonlyMap<string, string>;
  /** The accounts that make its calendars, in lower case: on every staff, and no one's members. */
  readonly operators: readonly string[];
  /** Reply addresses, of which only the existence matters. */
  readonly replies: readonly string[];
  /** Users of policies who may be listed under another of their addresses, in lower case. */
  readonly listed?: readonly string[];
}

/** One address to look at. */
export interface WatchedCalendar {
  /** In lower case. */
  readonly address: string;
  /** The marker that it carries if it is ours. */
  readonly marker: string;
  /** Of a deleted one only the presence matters: no one's names are read. */
  readonly isTombstone: boolean;
  readonly knownBy?: KnownBy;
}

/**
 * Looks at everything that some organisations have in the tenant, as the observer: all calendars in full batches, then all
 * people at once, then the mailboxes that the record says nothing about. Reads only, and throws nothing but the end of the run: what cannot be read is
 * a fact of its own.
 */
export async function observe(
  graph: GraphClient,
  lists: readonly WatchList[],
  { attribute, allMailboxes = false }: Pick<PeopleQuestion, "attribute" | "allMailboxes"> = {},
): Promise<ReadonlyMap<string, TenantFacts>> {
  const { listings, sightings } = await readCalendars(graph, lists);
  const directory = await readDirectory(graph, {
    members: membersOf(lists, sightings),
    others: othersOf(lists),
    known: new Map(lists.flatMap(({ known }) => [...known])),
    allMailboxes,
    ...(attribute !== undefined && { attribute }),
  });
  const unlisted: Listing = { what: "unreadable", why: "no one looked" };
  return new Map(
    lists.map(({ stack, calendars }) => [
      stack,
      {
        listing: listings.get(stack) ?? unlisted,
        directory,
        sightings: new Map(
          calendars.map(({ address }) => [
            address,
            sightings.get(address) ?? { what: "unreadable", why: "no answer" },
          ]),
        ),
      },
    ]),
  );
}

const peopleOn = (look: Sighting): string[] =>
  look.what === "there"
    ? look.calendar.people.map(({ address }) => address).filter((address) => address.includes("@"))
    : [];

/** Members by the specs and on the calendars, the operators apart: no one asks what mailboxes those have. */
const membersOf = (lists: readonly WatchList[], looks: ReadonlyMap<string, Sighting>): string[] => {
  const operators = new Set(lists.flatMap(({ operators }) => operators));
  const all = [...lists.flatMap(({ people }) => people), ...[...looks.values()].flatMap(peopleOn)];
  return all.filter((address) => !operators.has(address));
};

/** Whose mere existence is asked for: reply addresses, operators, and users of policies who may be listed again. */
const othersOf = (lists: readonly WatchList[]): string[] =>
  lists.flatMap(({ replies, operators, listed = [] }) => [...replies, ...operators, ...listed]);

const personOf =
  (viewerRole: WatchList["viewerRole"]) =>
  ({ emailAddress, role, membershipStatus: status }: StaffMember): SeenPerson => ({
    address: emailAddress.toLowerCase(),
    role: fromGraphRole(role, viewerRole),
    membership: membershipStatus(status),
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
function sightingOf(list: WatchList, watched: WatchedCalendar, sight: CalendarSight): Sighting {
  switch (sight.kind) {
    case "there":
      return { what: "there", calendar: seenCalendar(list, watched, sight.calendar) };
    case "absent":
      return { what: "gone" };
    case "hidden":
      return { what: "unreadable", why: hiddenWords(sight) };
    case "unreadable":
      return { what: "unreadable", why: sight.error.message };
  }
}

/** Calendars with their people; of a deleted one only the presence is read. Calendars are listed by the organisation's name. */
export async function readCalendars(
  graph: GraphClient,
  lists: readonly WatchList[],
): Promise<{ listings: Map<string, Listing>; sightings: Map<string, Sighting> }> {
  const watched = lists.flatMap((list) =>
    list.calendars.map((calendar) => {
      const { address, isTombstone } = calendar;
      return { address, people: !isTombstone, list, calendar };
    }),
  );
  const [listed, looks] = await Promise.all([
    Promise.all(lists.map(({ shortName }) => listByName(graph, shortName))),
    lookAtCalendars(graph, watched),
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
      looks.map(({ question: { address, list, calendar }, sight }) => [
        address,
        sightingOf(list, calendar, sight),
      ]),
    ),
  };
}

/** Everybody behind some addresses; of members whose kind of mailbox could not be read, how many and why. */
async function readDirectory(graph: GraphClient, question: PeopleQuestion): Promise<Directory> {
  try {
    const found = await lookAtPeople(graph, question);
    const people = new Map(
      [...found].flatMap(([address, one]) => (isPerson(one) ? [[address, one] as const] : [])),
    );
    const unread = new Map(
      [...people.values()].flatMap((one) =>
        one.mailbox === "unreadable" && canBeMember(one) ? [[one.id, one.mailboxError ?? ""] as const] : [],
      ),
    );
    const [why] = unread.values();
    return {
      what: "read",
      people,
      ...(why !== undefined && { withoutMailbox: { count: unread.size, why } }),
    };
  } catch (error) {
    if (error instanceof GraphError && error.kind !== "aborted")
      return { what: "unreadable", why: error.message };
    throw error;
  }
}
