import type { GraphClient } from "../graph/graph-client";
import type { LookedUp } from "../model/person";
import type { Tenant } from "../model/tenant";
import { tenantOfEnvironment } from "../preflight/preflight-view";
import { problem } from "../problem/problem";
import { refuse, VisibleError } from "../problem/visible-error";
import type { PeopleQuestion } from "../tenant/people";
import type { Io } from "./context";

/** Asks the directory; what cannot be looked up is unknown, never absent, and ends the command with exit 7. */
export async function askDirectory(
  graph: GraphClient,
  question: PeopleQuestion,
): Promise<ReadonlyMap<string, LookedUp>> {
  const { GraphError } = await import("../graph/graph-error.js");
  const { lookAtPeople } = await import("../tenant/people.js");
  try {
    return await lookAtPeople(graph, question);
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    const { members = [], others = [] } = question;
    throw directoryUnreadable(members.length + others.length, error.message);
  }
}

/** What ends a command that cannot do without the directory's answer. */
export const directoryUnreadable = (addresses: number, reason: string): VisibleError =>
  VisibleError.of(problem("directory-unreadable", { addresses, reason }));

/**
 * Another tenant would answer every question, and wrongly: no one would be known there, and every calendar gone. By the
 * environment first: signing in to a tenant that is not meant would fail in words about signing in.
 */
export async function assertTenant(graph: GraphClient, tenant: Tenant): Promise<void> {
  assertSame(tenant, process.env["BOOKINGS_TENANT_ID"]);
  assertSame(tenant, (await graph.claims()).tenantId);
}

/** Graph as the observer sees it; of the tenant that the specs name, where that is known. */
export async function observer(
  { signal }: Pick<Io, "signal">,
  tenant: Tenant | undefined,
): Promise<GraphClient> {
  const { openGraph } = await import("../graph/open-graph.js");
  const graph = openGraph({ identity: "observer", signal });
  if (tenant) await assertTenant(graph, tenant);
  return graph;
}

function assertSame(tenant: Tenant, environmentTenantId: string | undefined): void {
  const [found] = tenantOfEnvironment({ tenant, environmentTenantId });
  if (found) refuse(found);
}

/**
 * All addresses of the account that has this one, if it is the account that signed in: people sign in by another name than
 * they get mail at. None where it is another account, or where no observer can tell.
 */
export async function namesOfAccount(
  { env, signal }: Pick<Io, "env" | "signal">,
  address: string,
  objectId: string | undefined,
): Promise<readonly string[]> {
  const { hasIdentity, openGraph } = await import("../graph/open-graph.js");
  const { accountOf } = await import("../tenant/people.js");
  if (!hasIdentity("observer", env)) return [];
  const known = await accountOf(openGraph({ env, identity: "observer", signal }), address);
  return known && known.id === objectId ? known.addresses : [];
}
