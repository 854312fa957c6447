import { administrativeUnits } from "../../administrative-units/administrative-unit";
import type { Call } from "../../graph/call";
import { graphFaults } from "../../odata/faults-of-graph";
import { permissionTable } from "../../permissions/permission-table";
import { unitScope } from "./role-assignment";
import { roleScopes } from "./role-scopes";

/** Where the caller may do that: everywhere, or in these scopes. */
function scopesOf(call: Call, operation: string): "everywhere" | readonly string[] {
  const { caller, world } = call;
  if (caller.kind === "portal") return "everywhere";
  const granted = permissionTable[operation]?.application.some((one) => caller.permissions.has(one));
  // A permission of an application holds in the whole tenant; one of a person only lets it use that person's roles.
  if (caller.kind === "application" && granted) return "everywhere";
  const scopes = roleScopes(world, caller, operation);
  return scopes.includes("/") ? "everywhere" : scopes;
}

/**
 * Refuses a change of these objects by a caller whose roles do not reach them. A group within a unit brings itself into
 * the unit's scope and not its members.
 */
export function assertInScope(call: Call, operation: string, ...objectIds: readonly string[]): void {
  const scopes = scopesOf(call, operation);
  if (scopes === "everywhere") return;
  const reached = (id: string) =>
    call
      .of(administrativeUnits)
      .by("member", id)
      .some((unit) => scopes.includes(unitScope(unit.id)));
  if (scopes.length === 0 || !objectIds.every(reached)) throw graphFaults.insufficientPrivileges();
}

/** Refuses a change of what an administrative unit holds. */
export function assertUnitInScope(call: Call, operation: string, unitId: string): void {
  const scopes = scopesOf(call, operation);
  if (scopes !== "everywhere" && !scopes.includes(unitScope(unitId)))
    throw graphFaults.insufficientPrivileges();
}

/** Refuses a change that belongs to no administrative unit. */
export function assertTenantWide(call: Call, operation: string): void {
  if (scopesOf(call, operation) !== "everywhere") throw graphFaults.insufficientPrivileges();
}
