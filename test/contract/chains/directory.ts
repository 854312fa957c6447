import { type Chain, chain } from "../chain";
import { absent, hasOne, is, like, oneOf, something } from "../matches";
import { by, seen, unseen } from "./steps";

const bookingsPlan = "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2";
const noOne = "00000000-0000-4000-8000-000000000000";
const found = (expected: unknown) => ({ value: hasOne(expected) });
const amy = { userPrincipalName: something, id: something };
const filters: readonly [string, string][] = [
  ["an address", "mail eq '{amy}'"],
  ["a principal name", "userPrincipalName eq '{amy}'"],
  ["one of several addresses", "mail in ('{amy}','{bob}')"],
  ["the beginning of a principal name", "startsWith(userPrincipalName,'{amy}')"],
  ["one of two conditions", "mail eq '{amy}' or mail eq '{bob}'"],
  ["two conditions", "mail eq '{amy}' and accountEnabled eq true"],
  ["an address of any kind", "proxyAddresses/any(p:p eq 'SMTP:{amy}')"],
];

/** Users, groups, licences and units, by reading alone: nothing of the directory is changed. */
export const directoryChains: readonly Chain[] = [
  chain("a user by principal name", seen("/users/{amy}", amy)),
  chain(
    "a user by id",
    seen("/users/{amy}", undefined, { keep: { user: "id" } }),
    seen("/users/{user}", { id: "{user}" }),
  ),
  chain("a user in parentheses", seen("/users('{amy}')", amy)),
  chain(
    "a user shows the usual properties and no others",
    seen("/users/{amy}", { displayName: something, companyName: absent, accountEnabled: absent }),
  ),
  chain(
    "a user shows what is selected",
    seen("/users/{amy}?$select=id,accountEnabled,companyName,department", {
      accountEnabled: oneOf(true, false),
      displayName: absent,
    }),
  ),
  chain(
    "a user's licences are shown when they are selected",
    seen("/users/{amy}?$select=assignedLicenses", { assignedLicenses: is("a list", Array.isArray) }),
  ),
  chain("a property that users do not have", unseen("/users/{amy}?$select=colour", 400)),
  chain(
    "a user that there is none of",
    unseen(`/users/${noOne}`, 404, "Request_ResourceNotFound"),
    unseen("/users/no.such.person@{domain}", 404, "Request_ResourceNotFound"),
  ),
  ...filters.map(([what, filter]) => chain(`users by ${what}`, seen(`/users?$filter=${filter}`, found(amy)))),
  chain(
    "users by a condition that no one fits",
    seen("/users?$filter=mail eq 'no.such.person@{domain}'", { value: [] }),
  ),
  chain("a filter that cannot be read", unseen("/users?$filter=mail ist 'x'", 400)),
  chain("a filter with a property that there is none of", unseen("/users?$filter=colour eq 'x'", 400)),
  chain(
    "users in pages",
    seen("/users?$top=1&$select=id", {
      value: [{ id: something }],
      "@odata.nextLink": like(/\$skiptoken=/i),
    }),
  ),
  chain("a page size that is none", unseen("/users?$top=0", 400), unseen("/users?$top=1000", 400)),
  chain("users by words need the other index", unseen('/users?$search="displayName:a"', 400)),
  chain(
    "how many users there are",
    by("observer", "GET /users/$count", 200, {
      headers: { consistencylevel: "eventual" },
      body: is("a number", (value) => Number(value) > 0),
    }),
  ),
  chain("how many users there are, without the other index", unseen("/users/$count", 400)),
  chain(
    "a user's mailbox and what it is for",
    seen("/users/{amy}/mailboxSettings/userPurpose", { value: "user" }),
  ),
  chain("the mailbox of no one", unseen("/users/no.such.person@{domain}/mailboxSettings/userPurpose", 404)),
  chain(
    "a user's licences one by one",
    seen("/users/{amy}/licenseDetails", { value: is("a list", Array.isArray) }),
  ),
  chain(
    "the operator has Bookings",
    seen(
      "/users/{operator}/licenseDetails",
      found({ servicePlans: hasOne({ servicePlanId: bookingsPlan, provisioningStatus: something }) }),
    ),
  ),
  chain(
    "the tenant's licences",
    seen(
      "/subscribedSkus",
      found({
        skuId: something,
        skuPartNumber: something,
        prepaidUnits: { enabled: is("a number", (value) => typeof value === "number") },
      }),
    ),
  ),
  chain(
    "some licence of the tenant has Bookings",
    seen("/subscribedSkus", found({ servicePlans: hasOne({ servicePlanId: bookingsPlan }) })),
  ),
  chain("groups can be listed", seen("/groups?$top=5", { value: is("a list", Array.isArray) })),
  chain("a group that there is none of", unseen(`/groups/${noOne}`, 404, "Request_ResourceNotFound")),
  chain(
    "members of a group that there is none of",
    unseen(`/groups/${noOne}/members`, 404, "Request_ResourceNotFound"),
  ),
  chain(
    "administrative units can be listed",
    by("directory", "GET /directory/administrativeUnits", 200, {
      body: { value: is("a list", Array.isArray) },
    }),
  ),
  chain(
    "a unit that there is none of",
    by("directory", `GET /directory/administrativeUnits/${noOne}`, 404, {
      code: "Request_ResourceNotFound",
    }),
  ),
  chain("an application has no self", unseen("/me", 400)),
  chain(
    "a person has one",
    by("operator", "GET /me", [200, 403], { observe: "whether the operator may read itself" }),
  ),
  chain(
    "who may only read changes no user",
    by("observer", "PATCH /users/{amy}", 403, {
      send: { jobTitle: "x" },
      code: "Authorization_RequestDenied",
    }),
  ),
  chain("who may only read deletes no user", by("observer", `DELETE /users/${noOne}`, [403, 404])),
  chain(
    "who may only read assigns no licence",
    by("observer", "POST /users/{amy}/assignLicense", 403, { send: { addLicenses: [], removeLicenses: [] } }),
  ),
  chain(
    "who may only read makes no group",
    by("observer", "POST /groups", 403, {
      send: { displayName: "x", mailEnabled: false, mailNickname: "x", securityEnabled: true },
    }),
  ),
  chain(
    "no one reads users without a token",
    by("nobody", "GET /users", 401, { code: "InvalidAuthenticationToken" }),
  ),
  chain(
    "a token that is none",
    by("nobody", "GET /users", 401, {
      headers: { authorization: "Bearer x.y.z" },
      code: "InvalidAuthenticationToken",
    }),
  ),
];
