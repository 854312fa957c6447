import type { EmulatedTenant } from "../../playground/emulated-tenant";
import { objectNames } from "./object-names";
import type { TenantAction } from "./story";

/** Lets something happen in the tenant. */
export async function tenantAction(tenant: EmulatedTenant, action: TenantAction): Promise<void> {
  if ("approve" in action) await tenant.ask("POST", "approve", action.approve);
  else if ("reject" in action) await tenant.ask("POST", "reject", action.reject);
  else if ("settings" in action) await tenant.ask("PUT", "settings", action.settings);
  else if ("fault" in action) await tenant.ask("POST", "faults", action.fault);
  else if ("noFaults" in action) await tenant.ask("DELETE", "faults");
  else if ("advance" in action) await tenant.ask("POST", "clock", { advance: action.advance });
  else if ("addresses" in action) await tenant.ask("PUT", "addresses", action.addresses);
  else {
    const { method, path, body } = action.edit;
    if (path.startsWith("/groups")) await tenant.edit(method, ...(await withObjectIds(tenant, path, body)));
    else await tenant.edit(method, await withStaffId(tenant, path), body);
  }
}

async function withStaffId(tenant: EmulatedTenant, path: string): Promise<string> {
  const [whole, address] = /\{([^}]+)\}/.exec(path) ?? [];
  if (whole === undefined || address === undefined) return path;
  const calendar = /bookingBusinesses\/([^/]+)/.exec(path)?.[1] ?? "";
  return path.replace(whole, await tenant.staffId(calendar, address));
}

/** Puts the ids of people and groups in the place of their names. */
async function withObjectIds(
  tenant: EmulatedTenant,
  path: string,
  body: object | undefined,
): Promise<[string, object | undefined]> {
  const names = await objectNames(tenant);
  const ids = new Map([...names].map(([id, name]) => [name, id]));
  const filled = (text: string): string =>
    text.replace(/\{([A-Za-z][^{}"]*)\}/g, (whole, name: string) => ids.get(name) ?? whole);
  return [filled(path), body && (JSON.parse(filled(JSON.stringify(body))) as object)];
}
