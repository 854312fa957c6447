import { randomUUID } from "node:crypto";
import type { JsonObject } from "../base/json";
import { defineCollection } from "../store/collection";
import { delay } from "../store/settings";
import type { World } from "../store/world";

/** What kind of mailbox a user has; `none` is not migrated, or has none. */
export const mailboxKinds = ["user", "shared", "room", "equipment", "booking", "none"] as const;

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
  readonly mailbox: (typeof mailboxKinds)[number];
  /** Its mailbox settings are refused to everybody, as is reported of some users. */
  readonly settingsForbidden?: boolean;
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

/** Assignments that are in force, direct ones first. */
export function activeAssignments(user: User): AssignedLicence[] {
  return [...user.assignedLicenses, ...(user.inherited ?? []).filter((one) => one.state === "Active")];
}

/** The licences of which a user takes a seat: one each, however often it is assigned. Deleted users take none. */
function seatsOf(user: User): string[] {
  if (user.deletedDateTime !== null) return [];
  return [...new Set(activeAssignments(user).map((one) => one.skuId))];
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

/** What is known of a user to be made; the rest is filled in. */
interface NewUser
  extends Pick<User, "displayName" | "mailbox" | "createdDateTime">,
    Partial<Pick<User, "accountEnabled" | "deletedDateTime" | "visibleFrom" | "listedFrom">> {
  readonly address: string;
  /** Where it differs from the address. */
  readonly mail?: string | undefined;
  readonly settingsForbidden?: boolean;
  readonly organisation?: string | null;
  readonly guest?: boolean;
  readonly aliases?: readonly string[];
  readonly licences?: readonly AssignedLicence[];
}

/** A user as the directory would hold it. */
export function newUser(given: NewUser): User {
  const { address, mail = address, organisation = null, guest, aliases = [], licences = [], ...more } = given;
  const { settingsForbidden, ...own } = more;
  const further = aliases.map((alias) => `smtp:${alias}`);
  return {
    id: randomUUID(),
    userPrincipalName: address,
    mail,
    mailNickname: address.split("@")[0] ?? "",
    accountEnabled: true,
    userType: guest ? "Guest" : "Member",
    companyName: organisation,
    department: organisation,
    usageLocation: "GB",
    deletedDateTime: null,
    proxyAddresses: given.mailbox === "none" ? further : [`SMTP:${mail}`, ...further],
    assignedLicenses: licences,
    ...own,
    ...(settingsForbidden ? { settingsForbidden } : {}),
  };
}

const realDelay = 60_000;

/** When something written now can be found by its id, and when it is in lists, which takes twice as long. */
export function replication(world: World): { visibleFrom: number; listedFrom: number } {
  const takes = delay(world.settings.replicationDelay, realDelay);
  const now = world.clock.now();
  return { visibleFrom: now + takes, listedFrom: now + 2 * takes };
}

const keptFor = 30 * 86_400_000;

/** Is it among the deleted ones? After thirty days it is nowhere. */
export function isInDeletedItems(user: User, now: number): boolean {
  return user.deletedDateTime !== null && Date.parse(user.deletedDateTime) + keptFor > now;
}
