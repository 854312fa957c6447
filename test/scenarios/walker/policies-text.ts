import { stringify } from "yaml";
import type { EmulatedTenant, TenantGroup } from "../../playground/emulated-tenant";

interface Plan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
  readonly provisioningStatus?: string;
}

/** Up to here plans are named. */
const FEW = 8;

/** What is on of a licence: few plans by their names, else those that are off. */
function plansText(on: readonly string[], off: readonly string[]): string {
  if (on.length <= FEW) return [...on].sort().join(", ") || "nothing";
  return off.length === 0 ? "everything" : `everything but ${[...off].sort().join(", ")}`;
}

/** What someone has of each licence, in words, by its part number. */
export async function licencesOf(tenant: EmulatedTenant, address: string): Promise<Record<string, string>> {
  const { value } = (await tenant.edit("GET", `/users/${address}/licenseDetails`)) as {
    value: readonly { skuPartNumber: string; servicePlans: readonly Plan[] }[];
  };
  const isOff = ({ provisioningStatus }: Plan): boolean => provisioningStatus === "Disabled";
  const names = (plans: readonly Plan[]): string[] => plans.map(({ servicePlanName }) => servicePlanName);
  return Object.fromEntries(
    value.map(({ skuPartNumber, servicePlans }) => [
      skuPartNumber,
      plansText(names(servicePlans.filter((plan) => !isOff(plan))), names(servicePlans.filter(isOff))),
    ]),
  );
}

/** A group in words. */
export interface GroupFacts {
  readonly group: string;
  readonly description: string | null;
  /** What is on, by the licence's part number. */
  readonly gives: Readonly<Record<string, string>>;
  readonly members: readonly string[];
}

/** Looks at a group, its licences and its people. */
export async function groupFacts(tenant: EmulatedTenant, group: TenantGroup): Promise<GroupFacts> {
  const { value: skus } = (await tenant.edit("GET", "/subscribedSkus")) as {
    value: readonly { skuId: string; skuPartNumber: string; servicePlans: readonly Plan[] }[];
  };
  const { value: members } = (await tenant.edit(
    "GET",
    `/groups/${group.id}/members?$select=mail,displayName`,
  )) as {
    value: readonly { mail: string | null; displayName: string }[];
  };
  const licences = group.assignedLicenses.map(({ skuId, disabledPlans }) => {
    const sku = skus.find((one) => one.skuId === skuId);
    const plans = sku?.servicePlans ?? [];
    const isOff = ({ servicePlanId }: Plan): boolean => disabledPlans.includes(servicePlanId);
    const names = (some: readonly Plan[]): string[] => some.map(({ servicePlanName }) => servicePlanName);
    return [
      sku?.skuPartNumber ?? skuId,
      plansText(names(plans.filter((plan) => !isOff(plan))), names(plans.filter(isOff))),
    ];
  });
  return {
    group: group.displayName,
    description: group.description,
    gives: Object.fromEntries(licences),
    members: members.map(({ mail, displayName }) => mail ?? displayName).sort(),
  };
}

/** The groups of a tenant, and what its people of clinics have by all their licences; nothing where no story makes groups. */
export async function policiesText(tenant: EmulatedTenant): Promise<string> {
  const operations = (await tenant.log()).map(({ operation }) => operation);
  const groups = await tenant.groups();
  if (groups.length === 0 && !operations.includes("group.delete")) return "";
  const { value: users } = (await tenant.edit("GET", "/users?$select=mail&$top=999")) as {
    value: readonly { mail: string | null }[];
  };
  const people: Record<string, object> = {};
  for (const { mail } of users) {
    if (mail && !mail.startsWith("svc.")) people[mail] = await licencesOf(tenant, mail);
  }
  const licensed = Object.entries(people).filter(([, licences]) => Object.keys(licences).length > 0);
  const all = await Promise.all(groups.map((group) => groupFacts(tenant, group)));
  return `---\n${stringify({ groups: all, people: Object.fromEntries(licensed.sort()) }, { lineWidth: 0 })}`;
}
