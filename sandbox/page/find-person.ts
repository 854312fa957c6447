import { type User, users } from "../directory/users/user";
import type { World } from "../world";

/** The person of that object id or address; of several with an address the one who is not deleted. */
export function findPerson({ store }: World, name: string): User | undefined {
  const byId = store.of(users).get(name);
  if (byId) return byId;
  const found = store.of(users).by("address", name.toLowerCase());
  return found.find((user) => user.deletedDateTime === null) ?? found[0];
}
