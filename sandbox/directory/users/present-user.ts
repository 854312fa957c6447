import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { typeOf } from "../../model/type-of";
import { GraphFault } from "../../odata/graph-fault";
import { present } from "../../odata/present";
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
const emptyLists = {
  businessPhones: [],
  otherMails: [],
  assignedPlans: [],
  provisionedPlans: [],
  assignedLicenses: [],
};

/** What `$select` asks of a user; names that users do not have are refused. */
export function userSelection(call: Call): readonly string[] {
  const names = call.select();
  if (!names) return byDefault;
  const known = typeOf("user").properties;
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new GraphFault(
      400,
      "BadRequest",
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`,
    );
  }
  return names;
}

/** The context of users with these properties. */
export function userContext(call: Call): string {
  return call.select() ? `users(${call.select()?.join(",")})` : "users";
}

/** A user in its wire shape. */
export function presentUser(user: User, names: readonly string[]): JsonObject {
  return present("user", { ...emptyLists, ...user.more, ...user }, names);
}
