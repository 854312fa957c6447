import type { Listing, TenantFacts } from "../../drift/tenant-facts";
import type { GraphClient } from "../../graph/graph-client";
import { type FirstLook, readCalendars } from "./read-calendars";
import { readDirectory } from "./read-directory";
import { sightingOf } from "./sighting-of";
import type { WatchList } from "./watch-list";

const peopleOn = (look: FirstLook): string[] =>
  look.what === "there"
    ? look.calendar.people.map(({ address }) => address).filter((address) => address.includes("@"))
    : [];

/** Members by the specs and on the calendars, the operators apart: nobody asks what mailboxes those have. */
const membersOf = (lists: readonly WatchList[], looks: ReadonlyMap<string, FirstLook>): string[] => {
  const operators = new Set(lists.flatMap(({ operators }) => operators));
  const all = [...lists.flatMap(({ people }) => people), ...[...looks.values()].flatMap(peopleOn)];
  return all.filter((address) => !operators.has(address));
};

/** Whose mere existence is asked for: reply addresses, and accounts at addresses without a calendar. */
const othersOf = (lists: readonly WatchList[], looks: ReadonlyMap<string, FirstLook>): string[] => [
  ...lists.flatMap(({ replies, operators }) => [...replies, ...operators]),
  ...[...looks].filter(([, { what }]) => what === "absent").map(([address]) => address),
];

/**
 * Looks at everything that some organisations have in the tenant, as the observer: all calendars in full batches, then all
 * people at once, then their mailboxes. Reads only, and throws nothing but the end of the run: what cannot be read is
 * a fact of its own.
 */
export async function survey(
  graph: GraphClient,
  lists: readonly WatchList[],
): Promise<ReadonlyMap<string, TenantFacts>> {
  const { listings, looks } = await readCalendars(graph, lists);
  const directory = await readDirectory(graph, membersOf(lists, looks), othersOf(lists, looks));
  const seesAll = (await graph.claims()).account === undefined;
  const unlisted: Listing = { what: "unreadable", why: "nobody looked" };
  return new Map(
    lists.map(({ stack, calendars }) => [
      stack,
      {
        listing: listings.get(stack) ?? unlisted,
        directory,
        sightings: new Map(
          calendars.map(({ address }) => [
            address,
            sightingOf(address, looks.get(address), directory, seesAll),
          ]),
        ),
      },
    ]),
  );
}
