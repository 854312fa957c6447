import type { JsonObject } from "../base/json";
import { licenceView } from "../licensing/licence-view";
import { settleLicences } from "../licensing/settle-licences";
import { type Call, operation } from "../odata/call";
import { indexLookups } from "../odata/compile-filter";
import type { Filter } from "../odata/filter";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type User, users } from "../records/user";
import { countReply, type ListShape, matching, pageOf, selection, setContext } from "./directory-list";

/** Is it there for callers at that time? */
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

/** The user with that object id or principal name; refuses in the directory's words. */
export function findUser(call: Call, key: string): User {
  const user = lookUpUser(call, key);
  if (!user) throw graphFaults.resourceNotFound(key);
  return user;
}

/** What Graph returns of a user when nothing is selected. */
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

/** What `$select` asks of a user; names that users do not have are refused. */
export function userSelection(call: Call): readonly string[] {
  return selection(call, "user", byDefault);
}

/** The context of users with these properties. */
export function userContext(call: Call): string {
  return setContext(call, "users");
}

/** A user with its computed properties. */
export function userView(user: User): object {
  return { ...emptyLists, ...user.more, ...user, ...licenceView(user) };
}

function seesBasicOnly(call: Call): boolean {
  const { permissions } = call.caller;
  return permissions.has("User.ReadBasic.All") && ![...permissions].some((one) => readsMore.test(one));
}

/** A user in its wire shape. What the caller may not see is null, or an empty list. */
export function presentUser(call: Call, user: User, names: readonly string[]): JsonObject {
  const full = names.some((name) => computed.has(name))
    ? userView(user)
    : { ...emptyLists, ...user.more, ...user };
  if (!seesBasicOnly(call)) return present("user", full, names);
  const visible = Object.entries(full).filter(([name]) => basic.has(name));
  const hidden = { ...emptyLists, assignedLicenses: [], proxyAddresses: [] };
  return present("user", { ...hidden, ...Object.fromEntries(visible) }, names);
}

const indexed = new Set(["userPrincipalName", "mail", "proxyAddresses", "displayName"]);

/** Users that may match: by index where the filter allows, else all. */
function candidates(call: Call, filter: Filter | undefined): User[] {
  const collection = call.of(users);
  const now = call.world.clock.now();
  const lookups = filter && indexLookups(filter, indexed);
  const found = lookups?.flatMap(({ property, value, prefix }) =>
    prefix ? collection.startingWith(property, value) : collection.by(property, value),
  );
  const all = found ? [...new Set(found)] : collection.all();
  return all.filter((user) => isVisibleUser(user, now) && (user.listedFrom ?? 0) <= now);
}

function shape(call: Call): ListShape<User> {
  settleLicences(call.world);
  return {
    type: "user",
    candidates: (filter) => candidates(call, filter),
    view: userView,
    searchable: new Set([
      "displayName",
      "mail",
      "mailNickname",
      "userPrincipalName",
      "companyName",
      "department",
    ]),
    sortable: new Set(["displayName", "userPrincipalName", "mail", "createdDateTime"]),
  };
}

export const listUsers = operation("user.list", "GET /users", (call) => {
  const names = userSelection(call);
  const { items, extra } = pageOf(call, matching(call, shape(call)));
  return call.list(
    userContext(call),
    items.map((user) => presentUser(call, user, names)),
    extra,
  );
});

export const countUsers = operation("user.count", "GET /users/$count", (call) =>
  countReply(call, () => matching(call, shape(call)).length),
);
