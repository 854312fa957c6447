import type { Call } from "../../graph/call";
import { settleLicences } from "../../licensing/settle-licences";
import { graphFaults } from "../../odata/faults-of-graph";
import { type User, users } from "./user";

/** Is it there for callers at that time? */
export function isVisibleUser(user: User, now: number): boolean {
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
