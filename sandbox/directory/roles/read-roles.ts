import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import type { JsonObject } from "../../json";
import { isJsonObject } from "../../json";
import { graphFaults } from "../../odata/faults-of-graph";
import { parseFilter } from "../../odata/filter/parse-filter";
import { unsupportedQuery } from "../list/advanced-query";
import { pageOf } from "../list/directory-list";
import { type RoleAssignment, roleAssignments } from "./role-assignment";
import { type RoleDefinition, roleById, roleDefinitions } from "./role-definition";

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
