import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { licenceView } from "../../licensing/licence-view";
import { present } from "../../odata/present";
import { selection, setContext } from "../list/selection";
import type { User } from "./user";

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
