import { type Call, noContent, operation } from "../odata/call";
import { GraphFault } from "../odata/graph-fault";
import { businesses, removeBusiness } from "../records/business";
import { type User, users } from "../records/user";
import { assertInScope } from "./rights";
import { findUser } from "./users";

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
export const updateUser = operation("user.update", "PATCH /users/{user}", (call) => {
  const user = findUser(call, call.param("user"));
  assertInScope(call, "user.update", user.id);
  const sent = call.read("user");
  const fixed = Object.keys(sent).find((name) => !changeable.has(name));
  if (fixed !== undefined) {
    const message = `Property '${fixed}' is read-only and cannot be set.`;
    throw new GraphFault(400, "Request_BadRequest", message);
  }
  const country = sent["usageLocation"] ?? "GB";
  const empty = sent["displayName"] === null || sent["accountEnabled"] === null;
  if (empty || !/^[A-Z]{2}$/.test(String(country))) {
    const message = "Invalid value specified for property of resource 'User'.";
    throw new GraphFault(400, "Request_BadRequest", message);
  }
  const own = Object.fromEntries(Object.entries(sent).filter(([name]) => !further.has(name)));
  const more = Object.fromEntries(Object.entries(sent).filter(([name]) => further.has(name)));
  call.of(users).put({ ...user, ...own, more: { ...user.more, ...more } });
  return noContent;
});

/** To the deleted ones. With the account behind a calendar goes the calendar. */
export const deleteUser = operation("user.delete", "DELETE /users/{user}", (call) => {
  const user = findUser(call, call.param("user"));
  assertInScope(call, "user.delete", user.id);
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
  if (user.mailbox === "none" || user.mailboxInactiveSince !== undefined) {
    throw new GraphFault(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  }
  return user.mailbox === "booking" ? call.world.settings.bookingMailboxPurpose : user.mailbox;
}

export const getUserPurpose = operation(
  "userPurpose.get",
  "GET /users/{user}/mailboxSettings/userPurpose",
  (call) => {
    const user = findUser(call, call.param("user"));
    const context = call.context(
      `users('${encodeURIComponent(call.param("user"))}')/mailboxSettings/userPurpose`,
    );
    return { status: 200, body: { "@odata.context": context, value: purposeOf(call, user) } };
  },
);
