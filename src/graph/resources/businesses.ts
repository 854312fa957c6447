import type { GraphCall } from "../call";
import { path } from "../path";

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
