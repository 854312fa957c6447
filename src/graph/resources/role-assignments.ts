import type { GraphClient } from "../graph-client";
import { isRecord, itemsIn, quoted, textOf } from "../wire";

/** A directory role that someone holds: the role's template, and where it holds (`/`, `/administrativeUnits/…`). */
interface RoleHeld {
  readonly role: string;
  readonly scope: string;
}

/** The directory roles that an account or application holds by name. Roles through groups are not among them. */
export async function rolesHeldBy(graph: GraphClient, principal: string): Promise<RoleHeld[]> {
  const filter = encodeURIComponent(`principalId eq ${quoted(principal)}`);
  const path = `/roleManagement/directory/roleAssignments?$filter=${filter}`;
  const { body } = await graph.send({ method: "GET", path });
  return itemsIn(body)
    .filter(isRecord)
    .map((item) => ({
      role: textOf(item["roleDefinitionId"]).toLowerCase(),
      scope: textOf(item["directoryScopeId"]),
    }));
}
