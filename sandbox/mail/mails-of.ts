import { addressesOf, type User } from "../directory/users/user";
import type { World } from "../world";
import { type Mail, mails } from "./mail";

/** The e-mails of a person, newest first, to whichever of their addresses they went. */
export function mailsOf(world: World, user: User): Mail[] {
  const found = addressesOf(user).flatMap((address) => world.store.of(mails).by("to", address));
  // Reversed first: of two that were sent within a millisecond the later one comes first too.
  return found
    .reverse()
    .sort((left, right) => Date.parse(right.sentDateTime) - Date.parse(left.sentDateTime));
}
