import type { User } from "../users/user";

const keptFor = 30 * 86_400_000;

/** Is it among the deleted ones? After thirty days it is nowhere. */
export function isInDeletedItems(user: User, now: number): boolean {
  return user.deletedDateTime !== null && Date.parse(user.deletedDateTime) + keptFor > now;
}
