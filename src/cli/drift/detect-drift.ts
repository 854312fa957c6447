import { checkedEstate } from "../checked-estate";
import type { Context } from "../context";
import { withProgress } from "../progress";
import type { Known } from "./drift-of";

/** Compares specs, state and tenant of the organisations that are named, and tells how far it is. */
export async function detectDrift(context: Context, named: readonly string[], allMailboxes = false) {
  const { io, root, services } = context;
  const { tenant, organisations } = checkedEstate(root, context.organisations(named), services.estates);
  return withProgress(io, async (progress) => {
    const engine = await context.engine();
    const { hasIdentity, openGraph, operatorAddress } = await import("../../graph/open-graph.js");
    const { driftOf } = await import("./drift-of.js");
    const graph = openGraph({ identity: "observer", signal: io.signal });
    const known: Known[] = [];
    for (const model of organisations) {
      const { stack } = model.organisation;
      progress.step(`${stack}: reading what the last run left`);
      const { calendars: recorded, policies } = await engine.readRecorded({
        root,
        organisation: stack,
        signal: io.signal,
      });
      const hasOperator = hasIdentity({ operatorOf: stack });
      known.push({ model, recorded, policies, ...(hasOperator && { operator: operatorAddress(stack) }) });
    }
    progress.step("reading the tenant");
    return { organisations, reports: await driftOf(graph, tenant, known, allMailboxes) };
  });
}
