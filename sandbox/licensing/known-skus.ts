import { type Sku, skuCatalogue } from "../directory/skus/sku-catalogue";

/** A licence with its part number. */
export interface KnownSku extends Sku {
  readonly partNumber: string;
}

/** Every licence that the tenant can have. */
export const knownSkus: readonly KnownSku[] = Object.entries(skuCatalogue).map(([partNumber, sku]) => ({
  partNumber,
  ...sku,
}));

const byId = new Map(knownSkus.map((sku) => [sku.skuId, sku]));
const names = new Map(
  knownSkus.flatMap((sku) => Object.entries(sku.plans).map(([name, id]) => [id, name] as const)),
);

/** The licence with that id. */
export function skuById(skuId: string): KnownSku | undefined {
  return byId.get(skuId.toLowerCase());
}

/** The name of a plan. */
export function planName(planId: string): string {
  return names.get(planId) ?? planId;
}
