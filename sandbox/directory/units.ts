import { isJsonObject, type JsonObject } from "../base/json";
import { propertyNames, typeOf } from "../model/type-of";
import { type Call, type Operation, operation } from "../odata/call";
import { parseFilter } from "../odata/filter";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type AdministrativeUnit, administrativeUnits, type Group, groups } from "../records/group";
import { roleAssignments, roleById } from "../records/role";
import type { User } from "../records/user";
import {
  countReply,
  type DirectoryKind,
  entityReply,
  isAdvanced,
  listReply,
  pageOf,
  selection,
} from "./directory-list";
import { groupKind, lookUpGroup, makeGroup, membersOf, type Reference } from "./groups";
import { assertMayCreateIn } from "./rights";
import { lookUpUser, userKind } from "./users";

const isUser = (entity: User | Group): entity is User => "userPrincipalName" in entity;

/** In a list of several types, a selected property is left out of entities that do not have it. */
function selected(call: Call, kind: Pick<DirectoryKind<never>, "type" | "names">): readonly string[] {
  const names = call.select();
  const unknown = names?.find((name) => !propertyNames("directoryObject").has(name.toLowerCase()));
  if (unknown !== undefined) throw graphFaults.unknownProperty(unknown, "directoryObject");
  return names ? names.filter((name) => typeOf(kind.type).properties.has(name)) : kind.names(call);
}

function shown(call: Call, entity: User | Group): JsonObject {
  const { type } = isUser(entity) ? userKind : groupKind;
  const properties = isUser(entity)
    ? userKind.show(call, entity, selected(call, userKind))
    : groupKind.show(call, entity, selected(call, groupKind));
  return { "@odata.type": `#microsoft.graph.${type}`, ...properties };
}

function memberKind(
  members: readonly Reference[],
  only: Reference["kind"] | undefined,
): DirectoryKind<User | Group> {
  return {
    type: only ?? "user",
    set: only === undefined ? "directoryObjects" : `${only}s`,
    // They differ from member to member.
    names: () => [],
    candidates: (call) =>
      members
        .filter((one) => only === undefined || one.kind === only)
        .map(({ id, kind }) => (kind === "user" ? lookUpUser(call, id) : lookUpGroup(call, id)))
        .filter((one) => one !== undefined),
    view: (call, entity) => (isUser(entity) ? userKind.view(call, entity) : groupKind.view(call, entity)),
    show: shown,
    searchable: ["displayName", "description"],
    sortable: ["displayName"],
  };
}

/** Refuses what only the second index may know of members: Microsoft's pages promise casts and options for it alone. */
function assertPlain(call: Call, casts: boolean): void {
  if (call.world.settings.memberQueries === "plain" || call.caller.kind === "portal") return;
  const asks = casts || call.query.has("$select") || call.query.has("$top");
  if (asks && !isAdvanced(call))
    throw graphFaults.unsupportedQuery(
      "The specified query is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    );
}

/** GET operations on a list of directory objects: all of them, users or groups only, and their number. */
function memberListOperations(
  name: string,
  path: `/${string}`,
  references: (call: Call) => readonly Reference[],
): readonly Operation[] {
  // The router takes `microsoft.graph.user` for `user`.
  const list = (only?: Reference["kind"]) =>
    operation(name, `GET ${path}${only === undefined ? "" : `/${only}`}`, (call) => {
      assertPlain(call, only !== undefined);
      return listReply(call, memberKind(references(call), only));
    });
  const count = operation(name, `GET ${path}/$count`, (call) =>
    countReply(call, () => memberKind(references(call), undefined)),
  );
  return [list(), list("user"), list("group"), count];
}

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
