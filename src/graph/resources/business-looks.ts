import type { GraphCall } from "../call";
import { GraphError } from "../graph-error";
import { parseItems, path } from "../wire";
import { type Business, onCalendar, parseBusiness, ROOT } from "./businesses";

/**
 * Calls that look for businesses. Whether a calendar is there, and whose it is, is asked in src/tenant alone: an answer says
 * less than it seems to.
 */
export const businessLooks = {
  get: (id: string) => onCalendar("GET", id),

  /** Names only, at most 500, and absence from it proves nothing. */
  list: (query: string): GraphCall => ({ method: "GET", path: `${ROOT}${path`?query=${query}`}` }),
};

/** Microsoft documents no limit. 500 has been seen, and 1,000 reported: from the smaller number on a list may be cut. */
const SHORTEST_CUT = 500;

/** The businesses of a list from the wire. One that may be cut is an error: what it lacks may be there. */
export function parseBusinesses(body: unknown): Pick<Business, "id" | "displayName">[] {
  const found = shownBusinesses(body);
  if (found.length < SHORTEST_CUT) return found;
  const detail = `the list may be cut: Graph tells ${SHORTEST_CUT} at most in one list, and does not say when there are more`;
  throw new GraphError({ kind: "too-many-results", method: "GET", path: ROOT, status: 200, detail });
}

/** What a list shows, whether it is cut or not: these are there, and of others nothing is known. */
export function shownBusinesses(body: unknown): Pick<Business, "id" | "displayName">[] {
  return parseItems(body, parseBusiness);
}
