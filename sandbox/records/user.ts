import { randomUUID } from "node:crypto";
import type { JsonObject } from "../base/json";
import { defineCollection } from "../store/collection";
import { delay } from "../store/settings";
import type { World } from "../store/world";

/** What kind of mailbox a user has; `none` is not migrated, or has none. */
export const mailboxKinds = ["user", "shared", "room", "equipment", "booking", "none"] as const;

/** One of them. */
type MailboxKind = (typeof mailboxKinds)[number];

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

/** What is known of a user to be made; the rest is filled in. */
interface NewUser {
  readonly address: string;
  readonly displayName: string;
  readonly mailbox: MailboxKind;
  readonly createdDateTime: string;
  /** Where it differs from the address. */
  readonly mail?: string | undefined;
  readonly settingsForbidden?: boolean | undefined;
  readonly organisation?: string | null;
  readonly accountEnabled?: boolean;
  readonly guest?: boolean;
  readonly aliases?: readonly string[];
  readonly licences?: readonly AssignedLicence[];
  readonly deletedDateTime?: string | null;
  readonly visibleFrom?: number;
  readonly listedFrom?: number;
}

/** A user as the directory would hold it. */
export function newUser(given: NewUser): User {
  const hasMail = given.mailbox !== "none";
  const aliases = (given.aliases ?? []).map((alias) => `smtp:${alias}`);
  return {
    id: randomUUID(),
    userPrincipalName: given.address,
    displayName: given.displayName,
    mail: given.mail ?? given.address,
    mailNickname: given.address.split("@")[0] ?? "",
    accountEnabled: given.accountEnabled ?? true,
    userType: given.guest ? "Guest" : "Member",
    companyName: given.organisation ?? null,
    department: given.organisation ?? null,
    usageLocation: "GB",
    createdDateTime: given.createdDateTime,
    deletedDateTime: given.deletedDateTime ?? null,
    proxyAddresses: hasMail ? [`SMTP:${given.mail ?? given.address}`, ...aliases] : aliases,
    mailbox: given.mailbox,
    assignedLicenses: given.licences ?? [],
    ...(given.settingsForbidden ? { settingsForbidden: true } : {}),
    ...(given.visibleFrom === undefined ? {} : { visibleFrom: given.visibleFrom }),
    ...(given.listedFrom === undefined ? {} : { listedFrom: given.listedFrom }),
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
