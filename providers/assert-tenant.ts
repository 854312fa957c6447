import type { GraphClient } from "../src/graph/graph-client";
import type { TokenClaims } from "../src/graph/http/token";
import { refuse } from "./refuse";

/** What is worked on, and of which tenant it is. */
export interface OfTenant {
  /** For the sentence: a calendar's address, a policy's name. */
  readonly name: string;
  readonly tenantId: string;
}

/**
 * The claims of a client's token, once it is known to be of the right tenant. By the environment first: signing in to a
 * tenant that is not meant would fail in words about signing in.
 */
export async function assertTenant(
  environmentTenantId: string | undefined,
  client: GraphClient,
  wanted: OfTenant,
): Promise<TokenClaims> {
  if (environmentTenantId) assertSame(environmentTenantId, wanted);
  const claims = await client.claims();
  assertSame(claims.tenantId, wanted);
  return claims;
}

/** The client, once that is known. */
export async function pinned(
  context: { readonly tenantId?: string | undefined },
  client: GraphClient,
  wanted: OfTenant,
): Promise<GraphClient> {
  await assertTenant(context.tenantId, client, wanted);
  return client;
}

function assertSame(got: string, { name, tenantId }: OfTenant): void {
  if (got.toLowerCase() === tenantId.toLowerCase()) return;
  throw refuse("wrong-tenant", { calendar: name, wanted: tenantId, got: got || "(none)" });
}
