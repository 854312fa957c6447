import type { Tenant } from "../model/tenant";
import { type Problem, problem } from "../problem/problem";
import type { StepLedger } from "./step-facts";

const isUnread = ({ code }: Problem): boolean => code === "calendar-look-failed";

/** Of which tenant the calendars on record are, where it is another than the specs'. */
function otherTenantOnRecord(tenant: Tenant, ledger: StepLedger): string | undefined {
  const ids = [...ledger.calendars.values(), ...ledger.policies.values()].flatMap(({ recorded }) => {
    const id = recorded?.["tenantId"];
    return typeof id === "string" ? [id] : [];
  });
  return ids.find((id) => id.toLowerCase() !== tenant.tenantId.toLowerCase());
}

/**
 * The engine reads every calendar before it lets the program speak. Where nothing could be read, there may be one reason
 * for all, which is told instead: another tenant, or a sign-in that fails.
 */
export async function whyUnread(
  failures: readonly Problem[],
  tenant: Tenant | undefined,
  ledger: StepLedger,
  signIn: () => Promise<readonly Problem[]>,
): Promise<readonly Problem[]> {
  if (failures.length === 0 || !failures.every(isUnread)) return failures;
  const recorded = tenant && otherTenantOnRecord(tenant, ledger);
  if (tenant && recorded) {
    const args = { recorded, specs: tenant.tenantId };
    return [problem("tenant-changed", args, tenant.placeOf("/tenantId"))];
  }
  const problems = await signIn();
  return problems.length > 0 ? problems : failures;
}
