import type { JsonObject } from "../base/json";
import { isJsonObject } from "../base/json";
import type { Call, Operation } from "../odata/call";
import { parseFilter } from "../odata/filter";
import { graphFaults } from "../odata/graph-fault";
import {
  type RoleAssignment,
  type RoleDefinition,
  roleAssignments,
  roleById,
  roleDefinitions,
} from "../records/role";
import { pageOf, unsupportedQuery } from "./directory-list";

function shownAssignment({
  id,
  principalId,
  roleDefinitionId,
  directoryScopeId,
}: RoleAssignment): JsonObject {
  return { id, principalId, directoryScopeId, roleDefinitionId };
}

function shownDefinition({ id, displayName, description }: RoleDefinition): JsonObject {
  return {
    id,
    description,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ["/"],
    templateId: id,
    version: "1",
  };
}

/** The service knows comparisons of one property here. */
function filtered(call: Call, all: readonly JsonObject[]): JsonObject[] {
  const text = call.query.get("$filter");
  if (text === undefined) return [...all];
  const filter = parseFilter(text);
  if (filter.kind !== "compare" || filter.operator !== "eq") throw unsupportedQuery("Unsupported filter.");
  return all.filter((one) => isJsonObject(one) && one[filter.path] === filter.value);
}

function pair(
  kind: "roleAssignment" | "roleDefinition",
  all: (call: Call) => JsonObject[],
): readonly Operation[] {
  const set = `roleManagement/directory/${kind}s`;
  const select = (call: Call, one: JsonObject) => {
    const names = call.select();
    return names ? Object.fromEntries(Object.entries(one).filter(([name]) => names.includes(name))) : one;
  };
  return [
    {
      name: `${kind}.list`,
      method: "GET",
      path: `/${set}`,
      workload: "directory",
      run: (call) => {
        const { items, extra } = pageOf(call, filtered(call, all(call)));
        return call.list(
          set,
          items.map((one) => select(call, one)),
          extra,
        );
      },
    },
    {
      name: `${kind}.get`,
      method: "GET",
      path: `/${set}/{role}`,
      workload: "directory",
      run: (call) => {
        const found = all(call).find((one) => one["id"] === call.param("role").toLowerCase());
        if (!found) throw graphFaults.resourceNotFound(call.param("role"));
        const body = { "@odata.context": call.context(`${set}/$entity`), ...select(call, found) };
        return { status: 200, body };
      },
    },
  ];
}

/** GET /roleManagement/directory/roleAssignments and roleDefinitions */
export const roleOperations: readonly Operation[] = [
  ...pair("roleAssignment", (call) =>
    call
      .of(roleAssignments)
      .all()
      .filter((one) => roleById(one.roleDefinitionId))
      .map(shownAssignment),
  ),
  ...pair("roleDefinition", () => Object.values(roleDefinitions).map(shownDefinition)),
];
