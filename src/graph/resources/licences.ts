import type { GraphCall } from "../call";
import { isRecord, itemsIn, path, textOf } from "../wire";

/** What became of one assignment of a licence to a person. */
export interface LicenceState {
  readonly skuId: string;
  /** The group that it comes from; null = given directly. */
  readonly group: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: string;
  readonly error: string;
}

/** The property that holds them; told only if it is selected. */
export const LICENCE_STATES = "licenseAssignmentStates";

/** The assignments in a user from the wire; undefined when they were not told. */
export function parseLicenceStates(user: Readonly<Record<string, unknown>>): LicenceState[] | undefined {
  const values = user[LICENCE_STATES];
  return Array.isArray(values)
    ? values.filter(isRecord).map((one) => ({
        skuId: textOf(one["skuId"]).toLowerCase(),
        group: textOf(one["assignedByGroup"]).toLowerCase() || null,
        disabledPlans: parsePlanIds(one["disabledPlans"]),
        state: textOf(one["state"]),
        error: textOf(one["error"]),
      }))
    : undefined;
}

/** Ids of plans from the wire. */
export function parsePlanIds(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).map((id) => textOf(id).toLowerCase());
}

/** A licence that the tenant has bought. */
export interface SubscribedSku {
  readonly skuId: string;
  readonly partNumber: string;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  /** Seats that no one has. */
  readonly free: number;
}

const FIELDS = "skuId,skuPartNumber,prepaidUnits,consumedUnits,servicePlans";

/** Calls on the tenant's licences. */
export const subscribedSkus = {
  list: (): GraphCall => ({ method: "GET", path: `/subscribedSkus?$select=${FIELDS}` }),
};

/** Has the directory try again to give someone what their groups give. */
export const reprocessLicences = (person: string): GraphCall => ({
  method: "POST",
  path: path`/users/${person}/reprocessLicenseAssignment`,
});

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
