import type { JsonObject } from "../base/json";
import type { Call, Operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { applications } from "../records/application";
import { type AdministrativeUnit, administrativeUnits } from "../records/group";
import { type RoleAssignment, roleAssignments, unitScope } from "../records/role";
import { users } from "../records/user";

const path = "/directory/administrativeUnits/{unit}/scopedRoleMembers";
const set = "scopedRoleMemberships";

/** The unit that the path names. */
export function findUnit(call: Call): AdministrativeUnit {
  const unit = call.of(administrativeUnits).get(call.param("unit").toLowerCase());
  if (!unit) throw graphFaults.resourceNotFound(call.param("unit"));
  return unit;
}

function nameOf(call: Call, principal: string): string | null {
  const user = call.of(users).get(principal);
  const application = call
    .of(applications)
    .all()
    .find((one) => one.objectId === principal);
  return user?.displayName ?? application?.name ?? null;
}

function shown(call: Call, unit: string, { id, principalId, roleDefinitionId }: RoleAssignment): JsonObject {
  return {
    id,
    // A role's object id in the tenant; the sandbox has no other than the template's.
    roleId: roleDefinitionId,
    administrativeUnitId: unit,
    roleMemberInfo: { id: principalId, displayName: nameOf(call, principalId) },
  };
}

function all(call: Call): JsonObject[] {
  const { id } = findUnit(call);
  return call
    .of(roleAssignments)
    .by("scope", unitScope(id))
    .map((one) => shown(call, id, one));
}

/** GET …/scopedRoleMembers and one of them */
export const scopedRoleMembers: readonly Operation[] = [
  {
    name: "scopedRoleMember.list",
    method: "GET",
    path,
    workload: "directory",
    run: (call) => call.list(set, all(call)),
  },
  {
    name: "scopedRoleMember.get",
    method: "GET",
    path: `${path}/{role}`,
    workload: "directory",
    run: (call) => {
      const found = all(call).find((one) => one["id"] === call.param("role"));
      if (!found) throw graphFaults.resourceNotFound(call.param("role"));
      return { status: 200, body: { "@odata.context": call.context(`${set}/$entity`), ...found } };
    },
  },
];
