import type { GraphCall } from "../call";
import { GraphError } from "../graph-error";
import { isRecord, parseItems, path, textOf } from "../wire";

const ROOT = "/solutions/bookingBusinesses";

/** Calls on businesses. They are values: send them alone, or several at once. */
export const businesses = {
  get: (id: string): GraphCall => ({ method: "GET", path: ROOT + path`/${id}`, mailbox: mailboxOf(id) }),

  /** Names only, at most 500, and absence from it proves nothing. */
  list: (query: string): GraphCall => ({ method: "GET", path: `${ROOT}${path`?query=${query}`}` }),

  create: (fields: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "POST",
    path: ROOT,
    body: fields,
  }),

  patch: (id: string, fields: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "PATCH",
    path: ROOT + path`/${id}`,
    body: fields,
    mailbox: mailboxOf(id),
  }),

  delete: (id: string): GraphCall => ({
    method: "DELETE",
    path: ROOT + path`/${id}`,
    mailbox: mailboxOf(id),
  }),

  publish: (id: string): GraphCall => ({
    method: "POST",
    path: ROOT + path`/${id}/publish`,
    mailbox: mailboxOf(id),
  }),

  unpublish: (id: string): GraphCall => ({
    method: "POST",
    path: ROOT + path`/${id}/unpublish`,
    mailbox: mailboxOf(id),
  }),
};

/** One mailbox however its address is written. */
function mailboxOf(id: string): string {
  return id.toLowerCase();
}

/** A Bookings business (a calendar) as Graph tells it: what this product reads. */
export interface Business {
  /** The mailbox's address. */
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly phone: string;
  /** Free text in Graph; holds our mark. */
  readonly businessType: string;
  readonly isPublished: boolean;
}

/** What is written. */
export type BusinessFields = Partial<Pick<Business, "displayName" | "email" | "phone" | "businessType">>;

/** A business from the wire; undefined when it is none. */
export function parseBusiness(body: unknown): Business | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string" || body["id"] === "") {
    return undefined;
  }
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    email: textOf(body["email"]),
    phone: textOf(body["phone"]),
    businessType: textOf(body["businessType"]),
    isPublished: body["isPublished"] === true,
  };
}

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

/** Calls on the services of a calendar. */
export const services = {
  list: (business: string): GraphCall => ({
    method: "GET",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    mailbox: business.toLowerCase(),
  }),

  add: (business: string, service: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "POST",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    body: service,
    mailbox: business.toLowerCase(),
  }),
};
