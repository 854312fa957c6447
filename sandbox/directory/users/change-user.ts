import { businesses } from "../../bookings/businesses/business";
import { removeBusiness } from "../../bookings/businesses/delete-business";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import { GraphFault } from "../../odata/graph-fault";
import { assertInScope } from "../roles/assert-in-scope";
import { findUser } from "./find-user";
import { users } from "./user";

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

/** PATCH /users/{user}: plain properties only; addresses come from Exchange and stay. */
export const updateUser: Operation = {
  name: "user.update",
  method: "PATCH",
  path: "/users/{user}",
  workload: "directory",
  run: (call) => {
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
  },
};

/** DELETE /users/{user}: to the deleted ones. With the account behind a calendar goes the calendar. */
export const deleteUser: Operation = {
  name: "user.delete",
  method: "DELETE",
  path: "/users/{user}",
  workload: "directory",
  run: (call) => {
    const user = findUser(call, call.param("user"));
    assertInScope(call, "user.delete", user.id);
    const business =
      user.mailbox === "booking" ? call.of(businesses).get(user.userPrincipalName.toLowerCase()) : undefined;
    if (business) removeBusiness(call, business);
    call.of(users).put({ ...user, deletedDateTime: call.world.clock.iso() });
    return noContent;
  },
};
