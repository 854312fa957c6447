import type { JsonObject } from "../base/json";
import { propertyNames, typeOf } from "../model/type-of";
import { type Call, type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type AdministrativeUnit, administrativeUnits, type Group, memberships } from "../records/group";
import type { User } from "../records/user";
import { countReply, isEventual, matching, pageOf, setContext, unsupportedQuery } from "./directory-list";
import { groupSelection, groupView, lookUpGroup, presentGroup } from "./groups";
import type { Reference } from "./references";
import { findUser, lookUpUser, presentUser, userSelection, userView } from "./users";

/** A reference of any kind that lists may hold. */
type AnyReference = Reference | { readonly id: string; readonly kind: "administrativeUnit" };

interface Entry {
  readonly kind: AnyReference["kind"];
  readonly entity: User | Group | AdministrativeUnit;
}

function entry(call: Call, { id, kind }: AnyReference): Entry | undefined {
  const entity =
    kind === "user"
      ? lookUpUser(call, id)
      : kind === "group"
        ? lookUpGroup(call, id)
        : call.of(administrativeUnits).get(id);
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
  if (kind === "group") {
    const names = selected(call, kind, () => groupSelection(call));
    return { ...type, ...presentGroup(call, entity as Group, names) };
  }
  const names = selected(call, kind, () => [...typeOf(kind).properties.keys()]);
  return { ...type, ...present(kind, entity, names) };
}

function entries(
  call: Call,
  references: readonly AnyReference[],
  only: AnyReference["kind"] | undefined,
): readonly Entry[] {
  const found = references
    .filter((one) => only === undefined || one.kind === only)
    .map((one) => entry(call, one))
    .filter((one) => one !== undefined);
  const kinds = new Map(found.map((one) => [one.entity.id, one]));
  const entities = matching(call, {
    type: only ?? "user",
    candidates: () => found.map((one) => one.entity),
    view: (entity) => ("userPrincipalName" in entity ? userView(entity) : viewOf(call, entity)),
    searchable: new Set(["displayName", "description"]),
    sortable: new Set(["displayName"]),
  });
  return entities.map((entity) => kinds.get(entity.id)).filter((one) => one !== undefined);
}

function viewOf(call: Call, entity: Group | AdministrativeUnit): object {
  return "mailNickname" in entity ? groupView(call.world, entity) : entity;
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
  references: (call: Call) => readonly AnyReference[],
  casts: readonly AnyReference["kind"][] = ["user", "group"],
): Operation[] {
  // The router takes `microsoft.graph.user` for `user`.
  const list = (only?: AnyReference["kind"]) =>
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
  return [list(), ...casts.map((only) => list(only)), count];
}

function groupsOf(call: Call, member: string): string[] {
  const now = call.world.clock.now();
  return call
    .of(memberships)
    .by("member", member)
    .filter((one) => one.listedFrom <= now)
    .map((one) => one.group);
}

function units(call: Call, member: string) {
  const found = call.of(administrativeUnits).by("member", member);
  return found.map(({ id }) => ({ id, kind: "administrativeUnit" as const }));
}

function everyGroupOf(call: Call, member: string): string[] {
  const seen = new Set<string>();
  const open = [member];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const group of groupsOf(call, id).filter((one) => !seen.has(one))) {
      seen.add(group);
      open.push(group);
    }
  }
  return [...seen];
}

const asGroup = (id: string) => ({ id, kind: "group" as const });

/** GET /users/{user}/memberOf and transitiveMemberOf: groups and administrative units */
export const memberOfLists = [
  ...memberListOperations(
    "user.listMemberOf",
    "/users/{user}/memberOf",
    (call) => {
      const { id } = findUser(call, call.param("user"));
      return [...groupsOf(call, id).map(asGroup), ...units(call, id)];
    },
    ["group", "administrativeUnit"],
  ),
  ...memberListOperations(
    "user.listMemberOf",
    "/users/{user}/transitiveMemberOf",
    (call) => {
      const { id } = findUser(call, call.param("user"));
      return [...everyGroupOf(call, id).map(asGroup), ...units(call, id)];
    },
    ["group", "administrativeUnit"],
  ),
];
