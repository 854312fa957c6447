import type { GraphCall } from "../call";
import { isRecord } from "../is-record";
import { itemsIn } from "./items-in";
import { textOf } from "./text-of";

/** A licence that the tenant has bought. */
export interface SubscribedSku {
  readonly skuId: string;
  readonly partNumber: string;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  /** Seats that nobody has. */
  readonly free: number;
}

const FIELDS = "skuId,skuPartNumber,prepaidUnits,consumedUnits,servicePlans";

/** Calls on the tenant's licences. */
export const subscribedSkus = {
  list: (): GraphCall => ({ method: "GET", path: `/subscribedSkus?$select=${FIELDS}` }),
};

/** The licences from the wire. */
export function parseSkus(body: unknown): SubscribedSku[] {
  return itemsIn(body)
    .filter(isRecord)
    .map((sku) => ({
      skuId: textOf(sku["skuId"]).toLowerCase(),
      partNumber: textOf(sku["skuPartNumber"]),
      plans: plansOf(sku["servicePlans"]),
      free: freeOf(sku),
    }));
}

function plansOf(value: unknown): SubscribedSku["plans"] {
  return (Array.isArray(value) ? value : []).filter(isRecord).map((plan) => ({
    id: textOf(plan["servicePlanId"]).toLowerCase(),
    name: textOf(plan["servicePlanName"]),
  }));
}

/** Units in warning (a renewal is due) still count; suspended ones do not. */
function freeOf(sku: Record<string, unknown>): number {
  const units = isRecord(sku["prepaidUnits"]) ? sku["prepaidUnits"] : {};
  const number = (value: unknown): number => (typeof value === "number" ? value : 0);
  return number(units["enabled"]) + number(units["warning"]) - number(sku["consumedUnits"]);
}
