import type { GraphClient } from "../graph/graph-client";
import { parseSkus, subscribedSkus } from "../graph/resources/licences";
import type { Organisation } from "../model/organisation";
import type { Tenant } from "../model/tenant";
import type { Licence } from "../plan/licences";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { lookAtGroup, lookAtUnit } from "../tenant/groups";
import type { FoundGroup } from "./policy-spec";

/** The groups of an organisation's administrative unit that give licences, with their people. Reads only. */
export async function findGroups(
  graph: GraphClient,
  { shortName: organisation }: Organisation,
  { organisationAttribute }: Tenant,
): Promise<{ groups: FoundGroup[]; licences: Licence[] }> {
  const [unit, skus] = await Promise.all([
    lookAtUnit(graph, organisation),
    graph.send(subscribedSkus.list()),
  ]);
  if ("count" in unit) throw VisibleError.of(problem("unit-not-found", { organisation, count: unit.count }));
  const looks = await Promise.all(
    unit.groups.map(({ id }) => lookAtGroup(graph, { organisationAttribute }, id)),
  );
  const groups = looks.flatMap((look) =>
    look && look.group.licences.length > 0
      ? [{ ...look.group, people: look.people.map(({ address }) => address) }]
      : [],
  );
  return { groups, licences: parseSkus(skus.body) };
}
