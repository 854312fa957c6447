import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { settleLicences } from "../../licensing/settle-licences";
import type { Filter } from "../../odata/filter/filter";
import { indexLookups } from "../../odata/filter/index-lookups";
import { countReply } from "../list/count-reply";
import { type ListShape, matching, pageOf } from "../list/directory-list";
import { isVisibleUser } from "./find-user";
import { presentUser, userContext, userSelection, userView } from "./present-user";
import { type User, users } from "./user";

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

/** GET /users */
export const listUsers: Operation = {
  name: "user.list",
  method: "GET",
  path: "/users",
  workload: "directory",
  run: (call) => {
    const names = userSelection(call);
    const { items, extra } = pageOf(call, matching(call, shape(call)));
    return call.list(
      userContext(call),
      items.map((user) => presentUser(call, user, names)),
      extra,
    );
  },
};

/** GET /users/$count */
export const countUsers: Operation = {
  name: "user.count",
  method: "GET",
  path: "/users/$count",
  workload: "directory",
  run: (call) => countReply(call, () => matching(call, shape(call)).length),
};
