import type { EmulatedTenant } from "../../playground/emulated-tenant";
import type { TenantAction } from "./story";

/** Lets something happen in the tenant. */
export async function tenantAction(tenant: EmulatedTenant, action: TenantAction): Promise<void> {
  if ("approve" in action) await tenant.ask("POST", "approve", action.approve);
  else if ("reject" in action) await tenant.ask("POST", "reject", action.reject);
  else if ("settings" in action) await tenant.ask("PUT", "settings", action.settings);
  else if ("fault" in action) await tenant.ask("POST", "faults", action.fault);
  else if ("noFaults" in action) await tenant.ask("DELETE", "faults");
  else if ("advance" in action) await tenant.ask("POST", "clock", { advance: action.advance });
  else {
    const { method, path, body } = action.edit;
    await tenant.edit(method, await withStaffId(tenant, path), body);
  }
}

async function withStaffId(tenant: EmulatedTenant, path: string): Promise<string> {
  const [whole, address] = /\{([^}]+)\}/.exec(path) ?? [];
  if (whole === undefined || address === undefined) return path;
  const calendar = /bookingBusinesses\/([^/]+)/.exec(path)?.[1] ?? "";
  return path.replace(whole, await tenant.staffId(calendar, address));
}
