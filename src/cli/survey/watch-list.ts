import type { RecordedFacts } from "../../drift/recorded-facts";

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
  readonly knownBy?: RecordedFacts["knownBy"];
}
