import { typeOf } from "../model/type-of";
import { type Call, type Operation, operation } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type AdministrativeUnit, administrativeUnits, groups } from "../records/group";
import { makeGroup } from "./change-groups";
import { matching, pageOf, selection, setContext } from "./directory-list";
import { groupSelection, presentGroup } from "./groups";
import { memberListOperations } from "./member-lists";
import { assertMayCreateIn } from "./rights";

const set = "directory/administrativeUnits";

/** The unit that the path names. */
function findUnit(call: Call): AdministrativeUnit {
  const unit = call.of(administrativeUnits).get(call.param("unit").toLowerCase());
  if (!unit) throw graphFaults.resourceNotFound(call.param("unit"));
  return unit;
}

function names(call: Call): readonly string[] {
  return selection(call, "administrativeUnit", [...typeOf("administrativeUnit").properties.keys()]);
}

function shown(unit: AdministrativeUnit, select: readonly string[]) {
  return present("administrativeUnit", { isMemberManagementRestricted: false, ...unit }, select);
}

const listUnits = operation("administrativeUnit.list", `GET /${set}`, (call) => {
  const select = names(call);
  const found = matching(call, {
    type: "administrativeUnit",
    candidates: () => call.of(administrativeUnits).all(),
    view: (unit) => unit,
    searchable: new Set(["displayName", "description"]),
    sortable: new Set(["displayName"]),
  });
  const { items, extra } = pageOf(call, found);
  return call.list(
    setContext(call, set),
    items.map((unit) => shown(unit, select)),
    extra,
  );
});

const getUnit = operation("administrativeUnit.get", `GET /${set}/{unit}`, (call) => {
  const body = shown(findUnit(call), names(call));
  const context = call.context(`${setContext(call, set)}/$entity`);
  return { status: 200, body: { "@odata.context": context, ...body } };
});

const path = "/directory/administrativeUnits/{unit}/members";

/** GET …/members, also for users or groups only */
const unitMemberLists: readonly Operation[] = memberListOperations(
  "administrativeUnit.listMembers",
  path,
  (call) => findUnit(call).members.map((id) => ({ id, kind: call.of(groups).get(id) ? "group" : "user" })),
);

/** A new group, made inside the unit. */
const createUnitMember = operation("administrativeUnit.createMember", `POST ${path}`, (call) => {
  const unit = findUnit(call);
  assertMayCreateIn(call, unit.id);
  const type = String(call.rawBody()["@odata.type"] ?? "");
  if (!/^#?microsoft\.graph\.group$/i.test(type)) {
    throw new GraphFault(
      400,
      "Request_BadRequest",
      "A type must be specified for the new member: '#microsoft.graph.group'.",
    );
  }
  const group = makeGroup(call);
  call.of(administrativeUnits).put({ ...unit, members: [...unit.members, group.id] });
  const head = {
    "@odata.context": call.context("directoryObjects/$entity"),
    "@odata.type": "#microsoft.graph.group",
  };
  return { status: 201, body: { ...head, ...presentGroup(call, group, groupSelection(call)) } };
});

/** The operations on administrative units. */
export const administrativeUnitOperations: readonly Operation[] = [
  listUnits,
  getUnit,
  ...unitMemberLists,
  createUnitMember,
];
