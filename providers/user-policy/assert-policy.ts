import type { GraphClient } from "../../src/graph/graph-client";
import { assertTenant } from "../assert-tenant";
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

async function pinned(
  { tenantId: environmentTenantId }: Partial<Pick<PolicyContext, "tenantId">>,
  client: GraphClient,
  { displayName: name, tenantId }: PolicyInputs,
): Promise<GraphClient> {
  await assertTenant(environmentTenantId, client, { name, tenantId });
  return client;
}
