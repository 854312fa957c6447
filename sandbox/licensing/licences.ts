import type { JsonObject } from "../base/json";
import { type Sku, skuCatalogue } from "../records/sku-catalogue";
import { type AssignedLicence, activeAssignments, type User } from "../records/user";

/** The plans that assignments switch on together. A plan that one switches off is on when another leaves it on. */
export function enabledPlans(assignments: readonly AssignedLicence[]): Set<string> {
  const plans = assignments.flatMap(({ skuId, disabledPlans }) =>
    Object.values(skuById(skuId)?.plans ?? {}).filter((plan) => !disabledPlans.includes(plan)),
  );
  return new Set(plans);
}

/** One entry per licence, with the plans that are off in every assignment of it. */
export function effectiveLicences(user: User): AssignedLicence[] {
  const union = new Map<string, AssignedLicence>();
  for (const { skuId, disabledPlans, since } of activeAssignments(user)) {
    const known = union.get(skuId);
    union.set(skuId, {
      skuId,
      disabledPlans: known
        ? known.disabledPlans.filter((plan) => disabledPlans.includes(plan))
        : disabledPlans,
      ...(since === undefined ? {} : { since }),
    });
  }
  return [...union.values()];
}

/** Does a user have a plan of that name, by whatever assignment? */
export function hasPlan(user: User, name: RegExp): boolean {
  return [...enabledPlans(activeAssignments(user))].some((plan) => name.test(planName(plan)));
}

/** Plans that the tenant has as a whole, and not each user. */
const ofCompany = new Set(["INTUNE_O365", "M365_LIGHTHOUSE_CUSTOMER_PLAN1"]);

/** Plans that wait for the tenant to switch them on. */
const inactive = new Set(["INTUNE_O365"]);

function status(name: string, disabled: boolean): string {
  if (disabled) return "Disabled";
  return inactive.has(name) ? "PendingActivation" : "Success";
}

/** The plans of a licence as `servicePlanInfo`. */
export function servicePlans(sku: KnownSku, disabled: ReadonlySet<string> = new Set()): JsonObject[] {
  return Object.entries(sku.plans).map(([servicePlanName, servicePlanId]) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus: status(servicePlanName, disabled.has(servicePlanId)),
    appliesTo: ofCompany.has(servicePlanName) ? "Company" : "User",
  }));
}

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
