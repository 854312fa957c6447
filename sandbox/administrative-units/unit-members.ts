import { groups } from "../directory/groups/group";
import { makeGroup } from "../directory/groups/make-group";
import { groupSelection, presentGroup } from "../directory/groups/present-group";
import { memberListOperations } from "../directory/members/list-of-objects";
import { resolveReference } from "../directory/members/resolve-references";
import { assertTenantWide, assertUnitInScope } from "../directory/roles/assert-in-scope";
import type { Operation } from "../graph/operation";
import { noContent } from "../graph/reply";
import { graphFaults } from "../odata/faults-of-graph";
import { GraphFault } from "../odata/graph-fault";
import { administrativeUnits } from "./administrative-unit";
import { findUnit } from "./read-units";

const path = "/directory/administrativeUnits/{unit}/members";

/** GET …/members, also for users or groups only */
export const unitMemberLists: readonly Operation[] = memberListOperations(
  "administrativeUnit.listMembers",
  path,
  (call) => findUnit(call).members.map((id) => ({ id, kind: call.of(groups).get(id) ? "group" : "user" })),
);

/** POST …/members: a new group, made inside the unit. */
export const createUnitMember: Operation = {
  name: "administrativeUnit.createMember",
  method: "POST",
  path,
  workload: "directory",
  run: (call) => {
    const unit = findUnit(call);
    assertUnitInScope(call, "administrativeUnit.createMember", unit.id);
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
  },
};

/** POST …/members/$ref */
export const addUnitMember: Operation = {
  name: "administrativeUnit.addMember",
  method: "POST",
  path: `${path}/$ref`,
  workload: "directory",
  run: (call) => {
    assertTenantWide(call, "administrativeUnit.addMember");
    const unit = findUnit(call);
    const { id } = resolveReference(call, call.rawBody()["@odata.id"] ?? null);
    if (unit.members.includes(id)) {
      throw new GraphFault(
        400,
        "Request_BadRequest",
        "One or more added object references already exist for the following modified properties: 'members'.",
      );
    }
    call.of(administrativeUnits).put({ ...unit, members: [...unit.members, id] });
    return noContent;
  },
};

/** DELETE …/members/{member}/$ref */
export const removeUnitMember: Operation = {
  name: "administrativeUnit.removeMember",
  method: "DELETE",
  path: `${path}/{member}/$ref`,
  workload: "directory",
  run: (call) => {
    assertTenantWide(call, "administrativeUnit.removeMember");
    const unit = findUnit(call);
    const id = call.param("member").toLowerCase();
    if (!unit.members.includes(id)) throw graphFaults.resourceNotFound(call.param("member"));
    const members = unit.members.filter((one) => one !== id);
    call.of(administrativeUnits).put({ ...unit, members });
    return noContent;
  },
};
