import type { GraphClient } from "../graph/graph-client";
import type { DirectoryUser } from "../graph/resources/users";
import type { Tenant } from "../model/tenant";
import { tenantOfEnvironment } from "../preflight/preflight";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

/** Asks the directory; what cannot be looked up is unknown, never absent, and ends the command with exit 7. */
export async function askDirectory<T>(
  graph: GraphClient,
  addresses: readonly string[],
  fields: readonly string[],
  ask: (found: ReadonlyMap<string, DirectoryUser>) => Promise<T>,
): Promise<T> {
  const { GraphError } = await import("../graph/graph-error.js");
  const { resolveUsers } = await import("../graph/resources/resolve-users.js");
  const { PLANS_FIELD } = await import("../graph/resources/users.js");
  try {
    return await ask(await resolveUsers(graph, addresses, [PLANS_FIELD, ...fields]));
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    const unreadable = problem("directory-unreadable", {
      addresses: addresses.length,
      reason: error.message,
    });
    throw VisibleError.of(unreadable);
  }
}

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
