import type { GraphCall, GraphOutcome } from "../call";
import { isRecord, parseItems, path, quoted, textOf } from "../wire";

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

/** It takes as many clauses joined by “or” too, but these are long, and so would be the URL. */
export const ALIASES_IN_FILTER = 7;

/** Each is two clauses, of which Graph takes fifteen. */
export const ADDRESSES_OF_DELETED = 7;

/** Calls on directory users. */
export const users = {
  byField: (field: "mail" | "userPrincipalName", values: readonly string[], more: readonly string[] = []) =>
    filtered(`${field} in (${values.map(quoted).join(",")})`, more),

  byAlias: (addresses: readonly string[], more: readonly string[] = []) =>
    filtered(
      addresses.map((one) => `proxyAddresses/any(p:p eq ${quoted(`smtp:${one}`)})`).join(" or "),
      more,
    ),

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
    const query = `$filter=${encodeURIComponent(clauses.join(" or "))}`;
    return advanced(query, "/directory/deletedItems/microsoft.graph.user", "userPrincipalName");
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
function advanced(query: string, from = "/users", more = "userType"): GraphCall {
  return {
    method: "GET",
    path: `${from}?${query}&$count=true&$select=id,displayName,mail,${more}`,
    headers: { ConsistencyLevel: "eventual" },
    firstItemsOnly: true,
  };
}

/** Someone, or some mailbox, in the directory. */
export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string;
  readonly userPrincipalName: string;
  /** All mail addresses in lower case: primary, principal name, aliases. */
  readonly addresses: readonly string[];
  readonly accountEnabled: boolean | undefined;
  /** Principal name of another account that has the address asked for as well. */
  readonly rival?: string;
  /** `Member` or `Guest`. */
  readonly userType: string;
  readonly companyName: string;
  readonly department: string;
  /** As Graph tells it, for what else was selected. */
  readonly raw: Readonly<Record<string, unknown>>;
}

function parseUser(body: unknown): DirectoryUser | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string") return undefined;
  const enabled = body["accountEnabled"];
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    mail: textOf(body["mail"]),
    userPrincipalName: textOf(body["userPrincipalName"]),
    addresses: addressesOf(body),
    accountEnabled: typeof enabled === "boolean" ? enabled : undefined,
    userType: textOf(body["userType"]) || "Member",
    companyName: textOf(body["companyName"]),
    department: textOf(body["department"]),
    raw: body,
  };
}

/** Users of a collection. */
export function parseUsers(body: unknown): DirectoryUser[] {
  return parseItems(body, parseUser);
}

function addressesOf(body: Record<string, unknown>): string[] {
  const proxies = Array.isArray(body["proxyAddresses"]) ? body["proxyAddresses"] : [];
  const aliases = proxies.flatMap((proxy) =>
    typeof proxy === "string" && /^smtp:/i.test(proxy) ? [proxy.slice("smtp:".length)] : [],
  );
  const all = [textOf(body["mail"]), textOf(body["userPrincipalName"]), ...aliases];
  return [...new Set(all.filter((one) => one !== "").map((one) => one.toLowerCase()))];
}

/** What kind of mailbox a user has: Graph's word, or that there is none in Exchange Online. Anything else is thrown. */
export function mailboxPurpose(outcome: GraphOutcome): string | "not-in-exchange-online" {
  if (outcome.ok) {
    const { body } = outcome.answer;
    return isRecord(body) ? textOf(body["value"]) : textOf(body);
  }
  if (outcome.error.kind === "mailbox-not-enabled") return "not-in-exchange-online";
  throw outcome.error;
}

/** Microsoft's plan MICROSOFTBOOKINGS, which every licence with Bookings contains. */
const BOOKINGS_PLAN = "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2";

/** What must be selected of a user to know. */
export const PLANS_FIELD = "assignedPlans";

/** Whether someone can open Bookings; undefined where the caller may not see it. */
export function hasBookingsPlan({ raw, accountEnabled }: DirectoryUser): boolean | undefined {
  const plans = raw[PLANS_FIELD];
  // whoever sees basic facts only sees an empty list, and no state of the account either
  if (!Array.isArray(plans) || (plans.length === 0 && accountEnabled === undefined)) return undefined;
  return plans.some(
    (plan) =>
      isRecord(plan) &&
      plan["servicePlanId"] === BOOKINGS_PLAN &&
      (plan["capabilityStatus"] === "Enabled" || plan["capabilityStatus"] === "Warning"),
  );
}
