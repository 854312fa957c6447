import { findUnit } from "../../../providers/user-policy/find-or-create-group";
import { lookAtGroup } from "../../../providers/user-policy/look-at-group";
import type { FoundGroup } from "../../adopt/policy-spec";
import type { GraphClient } from "../../graph/graph-client";
import { parseSkus, subscribedSkus } from "../../graph/resources/licences";
import type { Organisation } from "../../model/organisation";
import type { Tenant } from "../../model/tenant";
import type { Licence } from "../../plan/licences";

/** The groups of an organisation's administrative unit that give licences, with their people. Reads only. */
export async function groupsWithLicences(
  graph: GraphClient,
  { shortName }: Organisation,
  { organisationAttribute }: Tenant,
): Promise<{ groups: FoundGroup[]; licences: Licence[] }> {
  const [unit, skus] = await Promise.all([
    findUnit(graph, { organisation: shortName }),
    graph.send(subscribedSkus.list()),
  ]);
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
