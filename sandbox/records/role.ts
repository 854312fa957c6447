import { randomUUID } from "node:crypto";
import { defineCollection } from "../store/collection";
import type { World } from "../store/world";

/** A built-in directory role: who holds it may do these operations without a permission of the application. */
interface RoleDefinition {
  /** The same in every tenant. */
  readonly id: string;
  readonly operations: ReadonlySet<string>;
}

const reading = [
  "user.list",
  "user.count",
  "user.get",
  "licenseDetails.list",
  "subscribedSku.list",
  "group.list",
  "group.count",
  "group.get",
  "group.listMembers",
  "administrativeUnit.list",
  "administrativeUnit.get",
  "administrativeUnit.listMembers",
  "roleAssignment.list",
];

const licensing = ["user.assignLicense", "user.reprocessLicenseAssignment", "group.assignLicense"];

const grouping = [
  "group.update",
  "group.delete",
  "group.addMember",
  "group.removeMember",
  "group.assignLicense",
  "administrativeUnit.createMember",
];

const deleting = ["user.delete", "deletedUser.list"];
const managing = ["user.update", "group.create"];

function role(id: string, ...operations: readonly string[][]): RoleDefinition {
  return { id, operations: new Set(operations.flat()) };
}

/** The roles that the sandbox knows, each with the id that every tenant has for it. */
export const roleDefinitions = {
  directoryReaders: role("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", reading),
  licenseAdministrator: role("4d6ac14f-3453-41d0-bef9-a3e0c569773a", licensing, ["user.update"]),
  groupsAdministrator: role("fdd7a751-b60b-444a-984c-02652fe8fa1c", grouping, ["group.create"]),
  userAdministrator: role("fe930be7-5e62-47db-91af-98c3a49a38b1", licensing, grouping, deleting, managing),
  exchangeAdministrator: role("29232cdf-9323-42fd-ade2-1d097af3e4de"),
  exchangeRecipientAdministrator: role("31392ffb-586c-42d1-9346-e59415a2cc4e"),
  globalAdministrator: role(
    "62e90394-69f5-4237-9190-012177145e10",
    reading,
    licensing,
    grouping,
    deleting,
    managing,
  ),
} as const;

const byId = new Map<string, RoleDefinition>(Object.values(roleDefinitions).map((one) => [one.id, one]));

/** The role with that id. */
export function roleById(id: string): RoleDefinition | undefined {
  return byId.get(id.toLowerCase());
}

/** A directory role given to a user or a service principal, in the whole tenant (`/`) or in `/administrativeUnits/{id}`. */
export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

/** The tenant's role assignments. */
export const roleAssignments = defineCollection<RoleAssignment>({
  name: "role_assignments",
  key: (assignment) => assignment.id,
  indexes: { principal: (assignment) => [assignment.principalId] },
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
