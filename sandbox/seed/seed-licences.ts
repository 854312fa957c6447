import { skuCatalogue } from "../directory/skus/sku-catalogue";
import type { AssignedLicence } from "../directory/users/user";
import { InputError } from "../input-error";
import { subscriptions } from "../licensing/subscription";
import type { World } from "../world";
import type { SeedLicence, SeedSubscription } from "./seed";

function skuOf(partNumber: string) {
  const sku = skuCatalogue[partNumber];
  if (sku) return sku;
  throw new InputError(`There is no licence ${partNumber}. Known: ${Object.keys(skuCatalogue).join(", ")}.`);
}

/** A licence as a seed writes it: part number, and names or ids of the plans that are off. */
export function seedLicence(given: SeedLicence): AssignedLicence {
  const sku = skuOf(given.sku);
  const disabledPlans = (given.disabledPlans ?? []).map((plan) => {
    const id = sku.plans[plan] ?? Object.values(sku.plans).find((one) => one === plan);
    if (id === undefined) throw new InputError(`Licence ${given.sku} has no plan ${plan}.`);
    return id;
  });
  return { skuId: sku.skuId, disabledPlans };
}

/** How many units the tenant has bought. */
export function seedSubscription(world: World, given: SeedSubscription): void {
  const { enabled, warning = 0, suspended = 0, lockedOut = 0 } = given;
  const { skuId } = skuOf(given.sku);
  world.store.of(subscriptions).put({ skuId, enabled, warning, suspended, lockedOut });
}
