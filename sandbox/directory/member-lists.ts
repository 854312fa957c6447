import type { JsonObject } from "../base/json";
import { propertyNames, typeOf } from "../model/type-of";
import { type Call, type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import type { Group } from "../records/group";
import type { User } from "../records/user";
import { countReply, isEventual, matching, pageOf, setContext, unsupportedQuery } from "./directory-list";
import { groupSelection, groupView, lookUpGroup, presentGroup } from "./groups";
import type { Reference } from "./references";
import { lookUpUser, presentUser, userSelection, userView } from "./users";

type Kind = Reference["kind"];

interface Entry {
  readonly kind: Kind;
  readonly entity: User | Group;
}

function entry(call: Call, { id, kind }: Reference): Entry | undefined {
  const entity = kind === "user" ? lookUpUser(call, id) : lookUpGroup(call, id);
  return entity && { kind, entity };
}

/** In a list of several types, a selected property is left out of entities that do not have it. */
function selected(call: Call, kind: string, usual: () => readonly string[]): readonly string[] {
  const names = call.select();
  const unknown = names?.find((name) => !propertyNames("directoryObject").has(name.toLowerCase()));
  if (unknown !== undefined) throw graphFaults.unknownProperty(unknown, "directoryObject");
  return names ? names.filter((name) => typeOf(kind).properties.has(name)) : usual();
}

function shown(call: Call, { kind, entity }: Entry): JsonObject {
  const type = { "@odata.type": `#microsoft.graph.${kind}` };
  if (kind === "user") {
    const names = selected(call, kind, () => userSelection(call));
    return { ...type, ...presentUser(call, entity as User, names) };
  }
  const names = selected(call, kind, () => groupSelection(call));
  return { ...type, ...presentGroup(call, entity as Group, names) };
}

function entries(call: Call, references: readonly Reference[], only: Kind | undefined): readonly Entry[] {
  const found = references
    .filter((one) => only === undefined || one.kind === only)
    .map((one) => entry(call, one))
    .filter((one) => one !== undefined);
  const kinds = new Map(found.map((one) => [one.entity.id, one]));
  const entities = matching(call, {
    type: only ?? "user",
    candidates: () => found.map((one) => one.entity),
    view: (entity) => ("userPrincipalName" in entity ? userView(entity) : groupView(call.world, entity)),
    searchable: new Set(["displayName", "description"]),
    sortable: new Set(["displayName"]),
  });
  return entities.map((entity) => kinds.get(entity.id)).filter((one) => one !== undefined);
}

/** Refuses what only the second index may know of members: Microsoft's pages promise casts and options for it alone. */
function assertPlain(call: Call, casts: boolean): void {
  if (call.world.settings.memberQueries === "plain" || call.caller.kind === "portal") return;
  const asks = casts || call.query.has("$select") || call.query.has("$top");
  if (asks && !(isEventual(call) && call.query.get("$count") === "true"))
    throw unsupportedQuery(
      "The specified query is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    );
}

/** GET operations on a list of directory objects: all of them, users or groups only, and their number. */
export function memberListOperations(
  name: string,
  path: `/${string}`,
  references: (call: Call) => readonly Reference[],
): Operation[] {
  // The router takes `microsoft.graph.user` for `user`.
  const list = (only?: Kind) =>
    operation(name, `GET ${path}${only === undefined ? "" : `/${only}`}`, (call) => {
      assertPlain(call, only !== undefined);
      const { items, extra } = pageOf(call, entries(call, references(call), only));
      const set = only === undefined ? "directoryObjects" : `${only}s`;
      const value = items.map((one) => shown(call, one));
      return call.list(setContext(call, set), value, extra);
    });
  const count = operation(name, `GET ${path}/$count`, (call) =>
    countReply(call, () => entries(call, references(call), undefined).length),
  );
  return [list(), list("user"), list("group"), count];
}
