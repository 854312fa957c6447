import type { GraphClient } from "../graph/graph-client";
import type { Tenant } from "../model/tenant";
import { tenantOfEnvironment } from "../preflight/preflight";
import { VisibleError } from "../problem/visible-error";

/**
 * Another tenant would answer every question, and wrongly: nobody would be known there, and every calendar gone. By the
 * environment first: signing in to a tenant that is not meant would fail in words about signing in.
 */
export async function assertTenant(graph: GraphClient, tenant: Tenant): Promise<void> {
  assertSame(tenant, process.env["BOOKINGS_TENANT_ID"]);
  assertSame(tenant, (await graph.claims()).tenantId);
}

function assertSame(tenant: Tenant, environmentTenantId: string | undefined): void {
  const [found] = tenantOfEnvironment({ tenant, environmentTenantId });
  if (found) throw VisibleError.of(found);
}
