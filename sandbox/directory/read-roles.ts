import { isJsonObject, type JsonObject } from "../base/json";
import { type Call, operation } from "../odata/call";
import { parseFilter } from "../odata/filter";
import { roleAssignments, roleById } from "../records/role";
import { pageOf, unsupportedQuery } from "./directory-list";

/** The service knows comparisons of one property here. */
function filtered(call: Call, all: readonly JsonObject[]): JsonObject[] {
  const text = call.query.get("$filter");
  if (text === undefined) return [...all];
  const filter = parseFilter(text);
  if (filter.kind !== "compare" || filter.operator !== "eq") throw unsupportedQuery("Unsupported filter.");
  return all.filter((one) => isJsonObject(one) && one[filter.path] === filter.value);
}

function assigned(call: Call): JsonObject[] {
  return call
    .of(roleAssignments)
    .all()
    .filter((one) => roleById(one.roleDefinitionId))
    .map(({ id, principalId, roleDefinitionId, directoryScopeId }) => ({
      id,
      principalId,
      directoryScopeId,
      roleDefinitionId,
    }));
}

export const listRoleAssignments = operation(
  "roleAssignment.list",
  "GET /roleManagement/directory/roleAssignments",
  (call) => {
    const { items, extra } = pageOf(call, filtered(call, assigned(call)));
    const names = call.select();
    const shown = items.map((one) =>
      names ? Object.fromEntries(Object.entries(one).filter(([name]) => names.includes(name))) : one,
    );
    return call.list("roleManagement/directory/roleAssignments", shown, extra);
  },
);
