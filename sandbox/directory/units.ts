import { isJsonObject, type JsonObject } from "../base/json";
import { type Call, type Operation, operation } from "../odata/call";
import { parseFilter } from "../odata/filter";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type AdministrativeUnit, administrativeUnits, groups } from "../records/group";
import { roleAssignments, roleById } from "../records/role";
import { type DirectoryKind, entityReply, listReply, pageOf, selection } from "./directory-list";
import { groupKind, makeGroup, membersOf } from "./groups";
import { memberListOperations } from "./member-lists";
import { assertMayCreateIn } from "./rights";

function findUnit(call: Call): AdministrativeUnit {
  const unit = call.of(administrativeUnits).get(call.param("unit").toLowerCase());
  if (!unit) throw graphFaults.resourceNotFound(call.param("unit"));
  return unit;
}

const set = "directory/administrativeUnits";

const unitKind: DirectoryKind<AdministrativeUnit> = {
  type: "administrativeUnit",
  set,
  names: (call) => selection(call, "administrativeUnit"),
  candidates: (call) => call.of(administrativeUnits).all(),
  view: (_call, unit) => unit,
  show: (_call, unit, names) =>
    present("administrativeUnit", { isMemberManagementRestricted: false, ...unit }, names),
  searchable: ["displayName", "description"],
  sortable: ["displayName"],
};

const createUnitMember = operation(
  "administrativeUnit.createMember",
  `POST /${set}/{unit}/members`,
  (call) => {
    const unit = findUnit(call);
    assertMayCreateIn(call, unit.id);
    const type = String(call.rawBody()["@odata.type"] ?? "");
    if (!/^#?microsoft\.graph\.group$/i.test(type))
      throw graphFaults.requestRefused(
        "A type must be specified for the new member: '#microsoft.graph.group'.",
      );
    const group = makeGroup(call);
    call.of(administrativeUnits).put({ ...unit, members: [...unit.members, group.id] });
    const head = {
      "@odata.context": call.context("directoryObjects/$entity"),
      "@odata.type": "#microsoft.graph.group",
    };
    return { status: 201, body: { ...head, ...groupKind.show(call, group, groupKind.names(call)) } };
  },
);

/** The service knows comparisons of one property here. */
function filtered(call: Call, all: readonly JsonObject[]): readonly JsonObject[] {
  const text = call.query.get("$filter");
  if (text === undefined) return all;
  const filter = parseFilter(text);
  if (filter.kind !== "compare" || filter.operator !== "eq")
    throw graphFaults.unsupportedQuery("Unsupported filter.");
  return all.filter((one) => isJsonObject(one) && one[filter.path] === filter.value);
}

const listRoleAssignments = operation(
  "roleAssignment.list",
  "GET /roleManagement/directory/roleAssignments",
  (call) => {
    const assigned = call
      .of(roleAssignments)
      .all()
      .filter((one) => roleById(one.roleDefinitionId))
      .map(({ id, principalId, roleDefinitionId, directoryScopeId }) => ({
        id,
        principalId,
        directoryScopeId,
        roleDefinitionId,
      }));
    const { items, extra } = pageOf(call, filtered(call, assigned));
    const names = call.select();
    const shown = items.map((one) =>
      names ? Object.fromEntries(Object.entries(one).filter(([name]) => names.includes(name))) : one,
    );
    return call.list("roleManagement/directory/roleAssignments", shown, extra);
  },
);

/** The operations on administrative units, on the members of units and groups, and on who holds roles. */
export const unitOperations: readonly Operation[] = [
  operation("administrativeUnit.list", `GET /${set}`, (call) => listReply(call, unitKind)),
  operation("administrativeUnit.get", `GET /${set}/{unit}`, (call) =>
    entityReply(call, unitKind, findUnit(call)),
  ),
  ...memberListOperations("administrativeUnit.listMembers", `/${set}/{unit}/members`, (call) =>
    findUnit(call).members.map((id) => ({ id, kind: call.of(groups).get(id) ? "group" : "user" })),
  ),
  createUnitMember,
  ...memberListOperations("group.listMembers", "/groups/{group}/members", membersOf),
  listRoleAssignments,
];
