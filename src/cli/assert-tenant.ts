import type { GraphClient } from "../graph/graph-client";
import type { Tenant } from "../model/tenant";
import { exitCode } from "../problem/exit-code";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

/** Another tenant would answer every question, and wrongly: nobody would be known there, and every calendar gone. */
export async function assertTenant(graph: GraphClient, tenant: Tenant): Promise<void> {
  const { tenantId } = await graph.claims();
  if (tenantId === tenant.tenantId.toLowerCase()) return;
  throw VisibleError.of(
    problem(
      "tenant-of-environment-differs",
      { environment: tenantId, specs: tenant.tenantId },
      tenant.placeOf("/tenantId"),
    ),
    { exitCode: exitCode.notPermitted },
  );
}
