import type { Caller } from "../../identity/caller";
import type { World } from "../../world";
import { roleAssignments } from "./role-assignment";
import { roleById } from "./role-definition";

const readsEverything = ["Directory.Read.All", "Directory.ReadWrite.All", "User.Read.All"];

/**
 * The scopes in which a caller's directory roles allow an operation. A service principal that holds roles in administrative
 * units only cannot use them: it must be able to read the tenant as well.
 */
export function roleScopes(world: World, caller: Caller, operation: string): string[] {
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
