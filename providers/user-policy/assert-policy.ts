import type { GraphClient } from "../../src/graph/graph-client";
import { refuse } from "../refuse";
import type { PolicyContext } from "./policy-context";
import type { PolicyInputs } from "./policy-inputs";

/** Refuses to act under any other name than the one that organisation and policy give, whatever asked for it. */
export function assertName(context: Pick<PolicyContext, "groupName">, inputs: PolicyInputs): void {
  const computed = context.groupName(inputs.organisation, inputs.policyName);
  if (inputs.displayName !== computed) {
    throw refuse("foreign-policy-name", { name: inputs.displayName, computed });
  }
}

/** The reader, once its token is known to be of the policy's own tenant. */
export async function pinnedReader(
  context: Pick<PolicyContext, "reader"> & Partial<Pick<PolicyContext, "tenantId">>,
  inputs: PolicyInputs,
): Promise<GraphClient> {
  return pinned(context, context.reader(inputs.organisation), inputs);
}

/** The writer, once its token is known to be of the policy's own tenant. */
export async function pinnedWriter(context: PolicyContext, inputs: PolicyInputs): Promise<GraphClient> {
  return pinned(context, context.writer(inputs.organisation), inputs);
}

/** By the environment first: signing in to a tenant that is not meant would fail in words about signing in. */
async function pinned(
  context: Partial<Pick<PolicyContext, "tenantId">>,
  client: GraphClient,
  inputs: PolicyInputs,
): Promise<GraphClient> {
  if (context.tenantId) assertSame(context.tenantId, inputs);
  assertSame((await client.claims()).tenantId, inputs);
  return client;
}

function assertSame(tenantId: string, inputs: PolicyInputs): void {
  if (tenantId.toLowerCase() !== inputs.tenantId.toLowerCase()) {
    throw refuse("wrong-tenant", {
      calendar: inputs.displayName,
      wanted: inputs.tenantId,
      got: tenantId || "(none)",
    });
  }
}
