import { newUser } from "../directory/users/new-user";
import { type User, users } from "../directory/users/user";
import { InputError } from "../input-error";
import type { World } from "../world";
import type { SeedUser } from "./seed";
import { seedLicence } from "./seed-licences";

/** Puts a user into the directory; an address may be there once only. */
export function seedUser(world: World, given: SeedUser): User {
  const collection = world.store.of(users);
  for (const address of [given.address, ...(given.aliases ?? [])]) {
    if (collection.by("address", address.toLowerCase()).some((user) => user.deletedDateTime === null)) {
      throw new InputError(`The seed has ${address} twice.`);
    }
  }
  const now = world.clock.iso();
  return collection.put(
    newUser({
      address: given.address,
      displayName: given.displayName ?? given.address.split("@")[0] ?? given.address,
      organisation: given.organisation ?? null,
      mailbox: given.mailbox ?? "user",
      accountEnabled: given.enabled ?? true,
      guest: given.guest ?? false,
      aliases: given.aliases ?? [],
      licences: (given.licences ?? []).map(seedLicence),
      createdDateTime: now,
      deletedDateTime: given.deleted ? now : null,
    }),
  );
}
