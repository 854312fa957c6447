import { type Call, type Caller, type Operation, operation, type Place, type Reply } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { administrativeUnits } from "../records/group";
import { roleAssignments, roleById, unitScope } from "../records/role";
import type { World } from "../store/world";
import { permissionTable } from "./permission-table";

const readsEverything = ["Directory.Read.All", "Directory.ReadWrite.All", "User.Read.All"];

/**
 * The scopes in which a caller's directory roles allow an operation. A service principal that holds roles in administrative
 * units only cannot use them: it must be able to read the tenant as well.
 */
function roleScopes(world: World, caller: Caller, operation: string): string[] {
  const held = world.store.of(roleAssignments).by("principal", caller.objectId);
  if (held.length === 0) return [];
  const reads =
    caller.kind === "delegated" ||
    held.some((one) => one.directoryScopeId === "/") ||
    readsEverything.some((permission) => caller.permissions.has(permission));
  if (!reads) return [];
  return held
    .filter((one) => roleById(one.roleDefinitionId)?.operations.has(operation))
    .map((one) => one.directoryScopeId);
}

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
 * Refuses a change of an object by a caller whose roles do not reach it. A group within a unit brings itself into the unit's
 * scope and not its members.
 */
function assertInScope(call: Call, operation: string, objectId: string): void {
  const scopes = scopesOf(call, operation);
  if (scopes === "everywhere") return;
  const units = call.of(administrativeUnits).by("member", objectId);
  if (!units.some((unit) => scopes.includes(unitScope(unit.id)))) throw graphFaults.insufficientPrivileges();
}

/** Makes operations that change what the path names, for callers whose roles reach it. */
export function changeOf<T extends { readonly id: string }>(find: (call: Call) => T) {
  return (name: string, at: Place, run: (call: Call, found: T) => Reply): Operation =>
    operation(name, at, (call) => {
      const found = find(call);
      assertInScope(call, name, found.id);
      return run(call, found);
    });
}

function assertUnitInScope(call: Call, operation: string, unitId: string): void {
  const scopes = scopesOf(call, operation);
  if (scopes !== "everywhere" && !scopes.includes(unitScope(unitId)))
    throw graphFaults.insufficientPrivileges();
}

/** Refuses the creation of a group inside a unit: Microsoft's page wants permissions and a role that reaches the unit. */
export function assertMayCreateIn(call: Call, unitId: string): void {
  const operation = "administrativeUnit.createMember";
  const { caller, world } = call;
  if (world.settings.unitGroups === "role" || caller.kind !== "application") {
    assertUnitInScope(call, operation, unitId);
    return;
  }
  const holds = (...permissions: readonly string[]) => permissions.some((one) => caller.permissions.has(one));
  const mayCreate = holds(...(permissionTable[operation]?.application ?? []));
  const mayRead = holds(...(permissionTable["administrativeUnit.get"]?.application ?? []));
  const reaches = roleScopes(world, caller, operation).some((scope) =>
    ["/", unitScope(unitId)].includes(scope),
  );
  if (!mayCreate || !mayRead || !reaches) throw graphFaults.insufficientPrivileges();
}

/** Refuses a change that belongs to no administrative unit. */
export function assertTenantWide(call: Call, operation: string): void {
  if (scopesOf(call, operation) !== "everywhere") throw graphFaults.insufficientPrivileges();
}

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
