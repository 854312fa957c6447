import type { JsonObject } from "../base/json";
import { licenceView } from "../licensing/licences";
import { settleLicences } from "../licensing/settle-licences";
import { type Call, noContent, type Operation, operation } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { businesses, removeBusiness } from "../records/business";
import { isInDeletedItems, type User, users } from "../records/user";
import { countReply, type DirectoryKind, entityReply, indexed, listReply, selection } from "./directory-list";
import { changeOf } from "./rights";

function isVisibleUser(user: User, now: number): boolean {
  return user.deletedDateTime === null && (user.visibleFrom ?? 0) <= now;
}

/** The user with that object id or principal name, if there is one that is not deleted and can be seen already. */
export function lookUpUser(call: Call, key: string): User | undefined {
  settleLicences(call.world);
  const collection = call.of(users);
  const name = key.toLowerCase();
  const byName = () => collection.by("userPrincipalName", name).find((user) => user.deletedDateTime === null);
  const found = collection.get(name) ?? byName();
  return found && isVisibleUser(found, call.world.clock.now()) ? found : undefined;
}

/** The user that the path names by object id or principal name; refuses in the directory's words. */
export function findUser(call: Call, key = call.param("user")): User {
  const user = lookUpUser(call, key);
  if (!user) throw graphFaults.resourceNotFound(key);
  return user;
}

const byDefault = [
  "businessPhones",
  "displayName",
  "givenName",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
  "id",
];

/** Never null on the wire. */
const emptyLists = { businessPhones: [], otherMails: [], assignedPlans: [], provisionedPlans: [] };

/** What can be seen with `User.ReadBasic.All`. */
const basic = new Set(["displayName", "givenName", "surname", "mail", "userPrincipalName", "id"]);
const readsMore =
  /^(User\.(Read|ReadWrite)(\.All)?|Directory\.\w+\.All|Group(Member)?\.\w+\.All|LicenseAssignment\.\w+\.All)$/;

const computed = new Set([
  "assignedLicenses",
  "assignedPlans",
  "provisionedPlans",
  "licenseAssignmentStates",
]);

function userView(user: User): object {
  return { ...emptyLists, ...user.more, ...user, ...licenceView(user) };
}

function seesBasicOnly(call: Call): boolean {
  const { permissions } = call.caller;
  return permissions.has("User.ReadBasic.All") && ![...permissions].some((one) => readsMore.test(one));
}

/** A user in its wire shape. What the caller may not see is null, or an empty list. */
function presentUser(call: Call, user: User, names: readonly string[]): JsonObject {
  const full = names.some((name) => computed.has(name))
    ? userView(user)
    : { ...emptyLists, ...user.more, ...user };
  if (!seesBasicOnly(call)) return present("user", full, names);
  const visible = Object.entries(full).filter(([name]) => basic.has(name));
  const hidden = { ...emptyLists, assignedLicenses: [], proxyAddresses: [] };
  return present("user", { ...hidden, ...Object.fromEntries(visible) }, names);
}

/** How users are listed and shown. */
export const userKind: DirectoryKind<User> = {
  type: "user",
  set: "users",
  names: (call) => selection(call, "user", byDefault),
  candidates: (call, filter) => {
    settleLicences(call.world);
    const now = call.world.clock.now();
    return indexed(call.of(users), filter).filter(
      (user) => isVisibleUser(user, now) && (user.listedFrom ?? 0) <= now,
    );
  },
  view: (_call, user) => userView(user),
  show: presentUser,
  searchable: ["displayName", "mail", "mailNickname", "userPrincipalName", "companyName", "department"],
  sortable: ["displayName", "userPrincipalName", "mail", "createdDateTime"],
};

/** As Graph shows it: the principal name makes room for a new one by beginning with the id. */
function asDeleted(user: User): User {
  return { ...user, userPrincipalName: `${user.id.replaceAll("-", "")}${user.userPrincipalName}` };
}

const deletedKind: DirectoryKind<User> = {
  ...userKind,
  set: "directoryObjects/microsoft.graph.user",
  // Deletion is shown as well, which Graph does without being asked.
  names: (call) => selection(call, "user", [...byDefault, "deletedDateTime"]),
  candidates: (call) => {
    const now = call.world.clock.now();
    const found = call.of(users).all();
    return found.filter((user) => isInDeletedItems(user, now)).map(asDeleted);
  },
  searchable: ["displayName"],
  sortable: ["displayName", "userPrincipalName", "deletedDateTime"],
};

/** A change of the user that the path names. */
export const userChange = changeOf((call) => findUser(call));

const changeable = new Set([
  "displayName",
  "givenName",
  "surname",
  "jobTitle",
  "department",
  "companyName",
  "usageLocation",
  "accountEnabled",
]);

/** Properties that users of the sandbox have only when they are set. */
const further = new Set(["givenName", "surname", "jobTitle"]);

/** Plain properties only; addresses come from Exchange and stay. */
const updateUser = userChange("user.update", "PATCH /users/{user}", (call, user) => {
  const sent = call.read("user");
  const fixed = Object.keys(sent).find((name) => !changeable.has(name));
  if (fixed !== undefined)
    throw graphFaults.requestRefused(`Property '${fixed}' is read-only and cannot be set.`);
  const country = sent["usageLocation"] ?? "GB";
  const empty = sent["displayName"] === null || sent["accountEnabled"] === null;
  if (empty || !/^[A-Z]{2}$/.test(String(country)))
    throw graphFaults.requestRefused("Invalid value specified for property of resource 'User'.");
  const own = Object.fromEntries(Object.entries(sent).filter(([name]) => !further.has(name)));
  const more = Object.fromEntries(Object.entries(sent).filter(([name]) => further.has(name)));
  call.of(users).put({ ...user, ...own, more: { ...user.more, ...more } });
  return noContent;
});

/** To the deleted ones. With the account behind a calendar goes the calendar. */
const deleteUser = userChange("user.delete", "DELETE /users/{user}", (call, user) => {
  const business =
    user.mailbox === "booking" ? call.of(businesses).get(user.userPrincipalName.toLowerCase()) : undefined;
  if (business) removeBusiness(call.world, business);
  call.of(users).put({ ...user, deletedDateTime: call.world.clock.iso() });
  return noContent;
});

function purposeOf(call: Call, user: User): string {
  // Reported with the right permission: msgraph-sdk-dotnet#2141.
  if (user.settingsForbidden)
    throw new GraphFault(403, "ErrorAccessDenied", "The process failed to get the correct properties.");
  if (user.mailbox === "none" || user.mailboxInactiveSince !== undefined)
    throw new GraphFault(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  return user.mailbox === "booking" ? call.world.settings.bookingMailboxPurpose : user.mailbox;
}

const getUserPurpose = operation(
  "userPurpose.get",
  "GET /users/{user}/mailboxSettings/userPurpose",
  (call) => {
    const user = findUser(call);
    const context = call.context(
      `users('${encodeURIComponent(call.param("user"))}')/mailboxSettings/userPurpose`,
    );
    return { status: 200, body: { "@odata.context": context, value: purposeOf(call, user) } };
  },
);

const getMe = operation("me.get", "GET /me", (call) => {
  if (call.caller.kind === "delegated")
    return entityReply(call, userKind, findUser(call, call.caller.objectId));
  throw graphFaults.badRequest("/me request is only valid with delegated authentication flow.");
});

/** The operations on users. */
export const userOperations: readonly Operation[] = [
  operation("user.list", "GET /users", (call) => listReply(call, userKind)),
  operation("user.count", "GET /users/$count", (call) => countReply(call, () => userKind)),
  operation("user.get", "GET /users/{user}", (call) => entityReply(call, userKind, findUser(call))),
  getMe,
  updateUser,
  deleteUser,
  getUserPurpose,
  operation("deletedUser.list", "GET /directory/deletedItems/user", (call) => listReply(call, deletedKind)),
];
