import type { GraphCall } from "../call";
import { path } from "../path";

/** What is told of a user unless more is asked for. */
export const USER_FIELDS: readonly string[] = [
  "id",
  "displayName",
  "mail",
  "userPrincipalName",
  "proxyAddresses",
  "accountEnabled",
  "userType",
  "companyName",
  "department",
];

/** Graph takes fifteen values in one `in`. */
export const VALUES_IN_FILTER = 15;

/** Calls on directory users. */
export const users = {
  byField: (field: "mail" | "userPrincipalName", values: readonly string[], more: readonly string[] = []) =>
    filtered(`${field} in (${values.map(quoted).join(",")})`, more),

  byAlias: (address: string, more: readonly string[] = []) =>
    filtered(`proxyAddresses/any(p:p eq ${quoted(`smtp:${address}`)})`, more),

  startingWith: (field: "mail" | "displayName", prefix: string): GraphCall =>
    filtered(`startswith(${field},${quoted(prefix)})`, []),

  /** Whether a mailbox is a person's: `user`, `shared`, `room`, `equipment`, `others`; fails where none is in Exchange Online. */
  purpose: (id: string): GraphCall => ({
    method: "GET",
    path: path`/users/${id}/mailboxSettings/userPurpose`,
  }),
};

function filtered(filter: string, more: readonly string[]): GraphCall {
  const select = [...new Set([...USER_FIELDS, ...more])].join(",");
  return { method: "GET", path: `/users?$filter=${encodeURIComponent(filter)}&$select=${select}` };
}

/** An OData text: a quote inside is doubled. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
