import type { JsonObject } from "../../json";
import { defineCollection } from "../../store/collection-definition";

/** What kind of mailbox a user has; `none` is not migrated, or has none. */
export const mailboxKinds = ["user", "shared", "room", "equipment", "booking", "none"] as const;

/** One of them. */
export type MailboxKind = (typeof mailboxKinds)[number];

/** A licence assigned to one user or group. */
export interface AssignedLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  /** When it came to be as it is. */
  readonly since?: string;
}

/** What became of a group's licence for one of its members. */
export interface InheritedLicence extends AssignedLicence {
  readonly group: string;
  readonly state: "Active" | "Error";
  readonly error: "None" | LicenceError;
}

/** Why a licence could not be given. */
export type LicenceError =
  | "CountViolation"
  | "MutuallyExclusiveViolation"
  | "DependencyViolation"
  | "ProhibitedInUsageLocationViolation";

/** A user as stored: Graph's properties, and what the sandbox knows beyond them. */
export interface User {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly mailNickname: string;
  readonly accountEnabled: boolean;
  readonly userType: "Member" | "Guest";
  readonly companyName: string | null;
  readonly department: string | null;
  readonly usageLocation: string | null;
  readonly createdDateTime: string;
  readonly deletedDateTime: string | null;
  readonly proxyAddresses: readonly string[];
  readonly mailbox: MailboxKind;
  /** Direct assignments; what Graph shows under that name is the union with those of groups. */
  readonly assignedLicenses: readonly AssignedLicence[];
  /** What groups gave, as far as they were processed. */
  readonly inherited?: readonly InheritedLicence[];
  /** When its last Exchange plan was taken away; its mailbox is inactive since. */
  readonly mailboxInactiveSince?: string;
  /** Time from which others can find it, in milliseconds. */
  readonly visibleFrom?: number;
  /** Time from which it is in lists. */
  readonly listedFrom?: number;
  /** Further properties of Graph that were set. */
  readonly more?: JsonObject;
}

/** All addresses of a user, lower-cased: principal name, mail, aliases. */
export function addressesOf(user: User): string[] {
  const proxies = user.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ""));
  const all = [user.userPrincipalName, user.mail ?? "", ...proxies].filter((address) => address !== "");
  return [...new Set(all.map((address) => address.toLowerCase()))];
}

const lower = (text: string | null) => (text ? [text.toLowerCase()] : []);

/** The licences of which a user takes a seat: one each, however often it is assigned. Deleted users take none. */
function seatsOf(user: User): string[] {
  if (user.deletedDateTime !== null) return [];
  const active = (user.inherited ?? []).filter((one) => one.state === "Active");
  return [...new Set([...user.assignedLicenses, ...active].map((one) => one.skuId))];
}

/** The tenant's users, by object id. */
export const users = defineCollection<User>({
  name: "users",
  key: (user) => user.id,
  indexes: {
    address: addressesOf,
    userPrincipalName: (user) => lower(user.userPrincipalName),
    mail: (user) => lower(user.mail),
    proxyAddresses: (user) => user.proxyAddresses.map((proxy) => proxy.toLowerCase()),
    displayName: (user) => lower(user.displayName),
    seat: seatsOf,
    inheritedFrom: (user) => [...new Set((user.inherited ?? []).map((one) => one.group))],
  },
});
