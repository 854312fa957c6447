import { roleScopes } from "../directory/roles/role-scopes";
import type { Operation } from "../graph/operation";
import type { Caller } from "../identity/caller";
import { graphFaults } from "../odata/faults-of-graph";
import type { World } from "../world";
import { permissionTable } from "./permission-table";

/** Refuses a caller who has neither a permission in the token nor, in the directory, a role for the operation. */
export function assertPermitted(
  world: World,
  caller: Caller,
  { name, workload }: Pick<Operation, "name" | "workload">,
): void {
  const row = permissionTable[name];
  if (!row || caller.kind === "portal") return;
  if (row[caller.kind].some((permission) => caller.permissions.has(permission))) return;
  if (workload !== "directory") throw graphFaults.accessDenied();
  const hasRole = caller.kind === "application" && roleScopes(world, caller, name).length > 0;
  if (!hasRole) throw graphFaults.insufficientPrivileges();
}
