import type { Call } from "../../graph/call";
import { graphFaults } from "../../odata/faults-of-graph";
import { type User, users } from "./user";

/** The user with that object id or principal name, if there is one that is not deleted and can be seen already. */
export function lookUpUser(call: Call, key: string): User | undefined {
  const collection = call.of(users);
  const found = collection.get(key.toLowerCase()) ?? collection.by("userPrincipalName", key.toLowerCase())[0];
  if (!found || found.deletedDateTime !== null) return undefined;
  return (found.visibleFrom ?? 0) > call.world.clock.now() ? undefined : found;
}

/** The user with that object id or principal name; refuses in the directory's words. */
export function findUser(call: Call, key: string): User {
  const user = lookUpUser(call, key);
  if (!user) throw graphFaults.resourceNotFound(key);
  return user;
}
