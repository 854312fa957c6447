import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { compileFilter } from "../../odata/filter/compile-filter";
import { indexLookups } from "../../odata/filter/index-lookups";
import { parseFilter } from "../../odata/filter/parse-filter";
import { page } from "../../odata/page";
import { presentUser, userContext, userSelection } from "./present-user";
import { type User, users } from "./user";

const indexed = new Set(["userPrincipalName", "mail", "proxyAddresses", "displayName"]);

/** Users that may match: by index where the filter allows, else all. */
function candidates(call: Call, filter: ReturnType<typeof parseFilter> | undefined): User[] {
  const collection = call.of(users);
  const lookups = filter && indexLookups(filter, indexed);
  if (!lookups) return collection.all();
  const found = lookups.flatMap(({ property, value, prefix }) =>
    prefix ? collection.startingWith(property, value) : collection.by(property, value),
  );
  return [...new Set(found)];
}

/** GET /users */
export const listUsers: Operation = {
  name: "user.list",
  method: "GET",
  path: "/users",
  workload: "directory",
  run: (call) => {
    const text = call.query.get("$filter");
    const filter = text === undefined ? undefined : parseFilter(text);
    const matches = filter ? compileFilter(filter, "user") : () => true;
    const now = call.world.clock.now();
    const found = candidates(call, filter).filter(
      (user) => user.deletedDateTime === null && (user.visibleFrom ?? 0) <= now && matches(user),
    );
    const names = userSelection(call);
    const { items, extra } = page(call, found, { size: 100, largest: 999 });
    return call.list(
      userContext(call),
      items.map((user) => presentUser(user, names)),
      extra,
    );
  },
};
