import { skuCatalogue } from "../../../sandbox/records/sku-catalogue";
import type { TestTenant } from "./tenant";

/** Office 365 E3 and F3 with their plans. */
export const e3 = skuCatalogue["ENTERPRISEPACK"] as { skuId: string; plans: Record<string, string> };
export const f3 = skuCatalogue["DESKLESSPACK"] as { skuId: string; plans: Record<string, string> };

/** Ids of all plans of a licence but these. */
export function allBut(sku: { plans: Readonly<Record<string, string>> }, ...names: string[]): string[] {
  return Object.entries(sku.plans)
    .filter(([name]) => !names.includes(name))
    .map(([, id]) => id);
}

/** The body of an assignLicense. */
export function change(
  add: readonly { skuId: string; disabledPlans?: readonly string[] }[],
  remove: readonly string[] = [],
): object {
  return { addLicenses: add, removeLicenses: remove };
}

/** Names of the plans that a user's licenseDetails show as on, and how many seats of a licence are taken. */
export class LicenceView {
  constructor(readonly tenant: TestTenant) {}

  async plans(address: string): Promise<string[]> {
    const { body } = await this.tenant.get(`/users/${encodeURIComponent(address)}/licenseDetails`);
    type Plan = { servicePlanName: string; provisioningStatus: string };
    const all: Plan[] = body.value.flatMap((one: { servicePlans: Plan[] }) => one.servicePlans);
    return all.filter((plan) => plan.provisioningStatus !== "Disabled").map((plan) => plan.servicePlanName);
  }

  async consumed(skuId: string): Promise<number> {
    const { body } = await this.tenant.get("/subscribedSkus");
    return body.value.find((one: { skuId: string }) => one.skuId === skuId).consumedUnits;
  }

  /** `Active` or the error of each assignment, by the group it is from. */
  async states(address: string): Promise<string[]> {
    const path = `/users/${encodeURIComponent(address)}?$select=licenseAssignmentStates`;
    const { body } = await this.tenant.get(path);
    return body.licenseAssignmentStates.map(
      (one: { state: string; error: string; assignedByGroup: unknown }) =>
        [
          one.assignedByGroup === null ? "direct" : "group",
          one.state === "Active" ? one.state : one.error,
        ].join(" "),
    );
  }

  async purpose(address: string): Promise<string> {
    const { body } = await this.tenant.get(`/users/${address}/mailboxSettings/userPurpose`);
    return body.value ?? body.error.code;
  }
}
