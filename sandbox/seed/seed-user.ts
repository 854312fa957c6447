import { skuCatalogue } from "../directory/skus/sku-catalogue";
import { newUser } from "../directory/users/new-user";
import { type AssignedLicence, type User, users } from "../directory/users/user";
import { InputError } from "../input-error";
import type { World } from "../world";
import type { SeedUser } from "./seed";

function licence(given: NonNullable<SeedUser["licences"]>[number]): AssignedLicence {
  const sku = skuCatalogue[given.sku];
  if (!sku)
    throw new InputError(`There is no licence ${given.sku}. Known: ${Object.keys(skuCatalogue).join(", ")}.`);
  const disabledPlans = (given.disabledPlans ?? []).map((plan) => {
    const id = sku.plans[plan] ?? Object.values(sku.plans).find((one) => one === plan);
    if (id === undefined) throw new InputError(`Licence ${given.sku} has no plan ${plan}.`);
    return id;
  });
  return { skuId: sku.skuId, disabledPlans };
}

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
      licences: (given.licences ?? []).map(licence),
      createdDateTime: now,
      deletedDateTime: given.deleted ? now : null,
    }),
  );
}
