import { isInDeletedItems } from "../../directory/deleted-items/is-in-deleted-items";
import { type User, users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import { GraphFault } from "../../odata/graph-fault";
import { businesses } from "./business";

function isTaken(call: Call, address: string): boolean {
  const key = address.toLowerCase();
  if (call.of(businesses).get(key)) return true;
  const { settings, clock } = call.world;
  const keeps = (user: User) => !settings.reuseDeletedAddress && isInDeletedItems(user, clock.now());
  return call
    .of(users)
    .by("address", key)
    .some((user) => user.deletedDateTime === null || keeps(user));
}

/** The address a new calendar gets: its name without spaces at the tenant's domain. */
export function freeAddress(call: Call, displayName: string): string {
  const { settings, tenant } = call.world;
  const kept =
    displayName
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}._-]/gu, "")
      .slice(0, 64) || "bookings";
  const local = settings.addressCase === "lower" ? kept.toLowerCase() : kept;
  const domain = tenant[settings.mailboxDomain];
  if (!isTaken(call, `${local}@${domain}`)) return `${local}@${domain}`;
  if (settings.duplicateName === "conflict") {
    throw new GraphFault(409, "ErrorNameAlreadyExists", "A mailbox with that address already exists.");
  }
  let number = 1;
  while (isTaken(call, `${local}${number}@${domain}`)) number += 1;
  return `${local}${number}@${domain}`;
}
