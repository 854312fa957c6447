import { randomUUID } from "node:crypto";
import { defineCollection } from "../../store/collection-definition";
import type { World } from "../../world";
import type { RoleDefinition } from "./role-definition";

/** A directory role given to a user or a service principal, in the whole tenant (`/`) or in `/administrativeUnits/{id}`. */
export interface RoleAssignment {
  readonly id: string;
  /** Object id of who holds it. */
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

/** The tenant's role assignments. */
export const roleAssignments = defineCollection<RoleAssignment>({
  name: "role_assignments",
  key: (assignment) => assignment.id,
  indexes: {
    principal: (assignment) => [assignment.principalId],
    scope: (assignment) => [assignment.directoryScopeId],
  },
});

/** The scope of a role that holds in one administrative unit. */
export function unitScope(unitId: string): string {
  return `/administrativeUnits/${unitId}`;
}

/** Gives a role, once. */
export function assignRole(world: World, principalId: string, role: RoleDefinition, scope = "/"): void {
  const collection = world.store.of(roleAssignments);
  const held = collection
    .by("principal", principalId)
    .some((one) => one.roleDefinitionId === role.id && one.directoryScopeId === scope);
  if (held) return;
  collection.put({
    id: randomUUID(),
    principalId,
    roleDefinitionId: role.id,
    directoryScopeId: scope,
  });
}
