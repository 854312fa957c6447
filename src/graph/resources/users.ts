import type { GraphCall } from "../call";
import { path } from "../path";
import { quoted } from "./quoted";

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

/** Each is two clauses, of which Graph takes fifteen. */
export const ADDRESSES_OF_DELETED = 7;

/** Calls on directory users. */
export const users = {
  byField: (field: "mail" | "userPrincipalName", values: readonly string[], more: readonly string[] = []) =>
    filtered(`${field} in (${values.map(quoted).join(",")})`, more),

  byAlias: (address: string, more: readonly string[] = []) =>
    filtered(`proxyAddresses/any(p:p eq ${quoted(`smtp:${address}`)})`, more),

  /** Whose address begins and ends like one of the fragments. The directory's second index only knows how texts end. */
  withMailLike: (fragments: readonly { readonly start: string; readonly end: string }[]): GraphCall => {
    const clauses = fragments.map(({ start, end }) =>
      [
        ...(start ? [`startswith(mail,${quoted(start)})`] : []),
        ...(end ? [`endswith(mail,${quoted(end)})`] : []),
      ].join(" and "),
    );
    return advanced(`$filter=${encodeURIComponent(clauses.map((clause) => `(${clause})`).join(" or "))}`);
  },

  /** In whose name a word begins with each of these letters, in any order. */
  named: (beginnings: readonly string[]): GraphCall => {
    const clauses = beginnings.map((one) => `"displayName:${one.replaceAll(/["\\]/g, "")}"`);
    return advanced(`$search=${encodeURIComponent(clauses.join(" AND "))}`);
  },

  /** Accounts that had these addresses and were deleted within thirty days. Their principal names then begin with their ids. */
  deleted: (addresses: readonly string[]): GraphCall => {
    const clauses = addresses
      .map(quoted)
      .map((one) => `mail eq ${one} or endswith(userPrincipalName,${one})`);
    return {
      method: "GET",
      path: `/directory/deletedItems/microsoft.graph.user?$filter=${encodeURIComponent(clauses.join(" or "))}&$count=true&$select=id,displayName,mail,userPrincipalName`,
      headers: { ConsistencyLevel: "eventual" },
    };
  },

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

/** What the directory answers from its second index, which knows more and is a little later. */
function advanced(query: string): GraphCall {
  return {
    method: "GET",
    path: `/users?${query}&$count=true&$select=id,displayName,mail,userType`,
    headers: { ConsistencyLevel: "eventual" },
  };
}
