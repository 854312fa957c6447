import type { JsonObject } from "../json";
import type { KnownSku } from "./known-skus";

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
