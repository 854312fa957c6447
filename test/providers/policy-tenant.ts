import { oneOrganisation } from "../../providers/one-organisation";
import { openPolicyContext, type PolicyContext } from "../../providers/user-policy/context";
import { type UserPolicyHandler, userPolicyHandler } from "../../providers/user-policy/handler";
import type { SandboxOptions } from "../../sandbox/start";
import { namePart } from "../../src/model/naming";
import { type PolicyInputs, switchesOf } from "../../src/model/policy-fields";
import { openRecords } from "../../src/records/open-records";
import { type TestTenant, testTenant } from "./sandbox-tenant";

/** A licence of a person in the seed. */
export interface SeedLicence {
  readonly sku: string;
  readonly disabledPlans?: readonly string[];
}

/** A person as the sandbox shows them. */
export interface LivePerson {
  readonly plans: readonly string[];
  readonly assignments: readonly {
    skuId: string;
    assignedByGroup: string | null;
    state: string;
    error: string;
  }[];
  readonly purpose: string;
}

interface ContextOptions {
  readonly stillWanted?: () => boolean;
  readonly patienceMs?: number;
  /** Whose run it is; by default whoever's comes first. */
  readonly organisation?: string;
}

/** A tenant whose people have licences. */
export interface PolicyTenant extends TestTenant {
  policies(options?: ContextOptions): UserPolicyHandler;
  context(options?: ContextOptions): PolicyContext;
  policy(users: readonly string[], change?: Partial<PolicyInputs>): PolicyInputs;
  person(address: string): Promise<LivePerson>;
  consumed(partNumber: string): Promise<number>;
  groups(): Promise<{ id: string; displayName: string; description: string | null }[]>;
  /** What handlers told people. */
  readonly told: string[];
}

/** E3 without Bookings, as it is by default. */
export const E3_WITHOUT_BOOKINGS: SeedLicence = {
  sku: "ENTERPRISEPACK",
  disabledPlans: ["MICROSOFTBOOKINGS"],
};

/** Someone of the seed, with E3 without Bookings unless told otherwise. */
export function person(
  name: string,
  licences: readonly SeedLicence[] = [E3_WITHOUT_BOOKINGS],
  organisation = "Leeds",
): object {
  return { address: `${name}@nhs.net`, displayName: name, organisation, mailbox: "user", licences };
}

/** Starts a sandbox with these people. */
export async function policyTenant(
  users: readonly object[],
  { seed, ...options }: SandboxOptions = {},
): Promise<PolicyTenant> {
  const more = typeof seed === "object" ? seed : {};
  const tenant = await testTenant({ ...options, seed: { ...more, users } as never });
  const told: string[] = [];
  const context: PolicyTenant["context"] = ({
    stillWanted = () => true,
    patienceMs = 900_000,
    organisation,
  } = {}) => {
    let waited = 0;
    return openPolicyContext({
      env: tenant.env,
      groupName: (organisation, name) => organisation + namePart(name),
      stillWanted,
      patienceMs,
      only: oneOrganisation(organisation),
      records: openRecords({ root: tenant.folder, env: {} }),
      tell: (text) => told.push(text),
      now: () => Date.now() + waited,
      // waiting moves the tenant's clock, so that no one waits in earnest
      sleep: async (ms) => {
        waited += ms;
        await tenant.admin("POST", "clock", { advance: `${Math.ceil(ms / 1000)}s` });
      },
    });
  };
  const get = async <T>(path: string): Promise<T> => ((await tenant.edit("GET", path)) as { body: T }).body;
  return {
    ...tenant,
    told,
    context,
    policies: (how) => {
      const made = context(how);
      return userPolicyHandler(() => made);
    },
    policy: (names, change) => policyInputs(tenant.sandbox.tenantId, names, change),
    person: async (address) => {
      const user = await get<{ licenseAssignmentStates: LivePerson["assignments"] }>(
        `/users/${address}?$select=licenseAssignmentStates`,
      );
      type Details = { value: { servicePlans: { servicePlanName: string; provisioningStatus: string }[] }[] };
      const details = await get<Details>(`/users/${address}/licenseDetails`);
      const plans = details.value.flatMap(({ servicePlans }) => servicePlans);
      const on = plans.filter((one) => one.provisioningStatus !== "Disabled");
      const purpose = await get<{ value?: string; error?: { code: string } }>(
        `/users/${address}/mailboxSettings/userPurpose`,
      );
      return {
        plans: [...new Set(on.map((one) => one.servicePlanName))].sort(),
        assignments: user.licenseAssignmentStates,
        purpose: purpose.value ?? purpose.error?.code ?? "",
      };
    },
    consumed: async (partNumber) => {
      const { value } = await get<{ value: { skuPartNumber: string; consumedUnits: number }[] }>(
        "/subscribedSkus",
      );
      return value.find((one) => one.skuPartNumber === partNumber)?.consumedUnits ?? 0;
    },
    groups: async () =>
      (await get<{ value: { id: string; displayName: string; description: string | null }[] }>("/groups"))
        .value,
  };
}

function policyInputs(
  tenantId: string,
  names: readonly string[],
  change: Partial<PolicyInputs> = {},
): PolicyInputs {
  return {
    tenantId,
    organisation: "Leeds",
    organisationAttribute: "companyName",
    directoryName: "Leeds",
    policyName: "Virtual Visits",
    displayName: "LeedsVirtualVisits",
    licence: "ENTERPRISEPACK",
    applications: switchesOf(["Microsoft Bookings"]),
    users: switchesOf(names.map((name) => `${name}@nhs.net`)),
    grantsLicence: false,
    status: "active",
    ...change,
  };
}
