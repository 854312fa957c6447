import type { JsonObject } from "../base/json";
import { propertyNames, typeOf } from "../model/type-of";
import { type Call, type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import type { Group } from "../records/group";
import type { User } from "../records/user";
import { countReply, type DirectoryKind, isAdvanced, listReply } from "./directory-list";
import { groupKind, lookUpGroup, type Reference } from "./groups";
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
export function memberListOperations(
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
    countReply(call, memberKind(references(call), undefined)),
  );
  return [list(), list("user"), list("group"), count];
}
