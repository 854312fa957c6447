import { type User, users } from "../directory/users/user";
import type { World } from "../world";
import { hasPlan } from "./effective-licences";

const exchange = /^EXCHANGE_S_/;

/** Writes a user whose licences changed. Who loses the last Exchange plan loses the mailbox, until there is one again. */
export function keepLicences(
  world: World,
  before: User,
  changes: Partial<Pick<User, "assignedLicenses" | "inherited">>,
): User {
  const { mailboxInactiveSince, ...rest } = { ...before, ...changes };
  const has = hasPlan(rest, exchange);
  const lost = before.mailbox === "user" && !has && hasPlan(before, exchange);
  const since = has ? undefined : lost ? world.clock.iso() : mailboxInactiveSince;
  return world.store.of(users).put(since === undefined ? rest : { ...rest, mailboxInactiveSince: since });
}
