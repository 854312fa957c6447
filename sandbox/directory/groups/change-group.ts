import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import type { JsonObject } from "../../json";
import { graphFaults } from "../../odata/faults-of-graph";
import { GraphFault } from "../../odata/graph-fault";
import { readStructure } from "../../odata/read-structure";
import { forget } from "../deleted-items/forget";
import { setContext } from "../list/selection";
import { resolveReferences } from "../members/resolve-references";
import { assertInScope, assertTenantWide } from "../roles/assert-in-scope";
import { addMembers } from "./add-members";
import { findGroup } from "./find-group";
import { groups } from "./group";
import { makeGroup } from "./make-group";
import { groupSelection, presentGroup } from "./present-group";

const changeable = new Set(["displayName", "description", "mailNickname", "visibility", "securityEnabled"]);

/** POST /groups */
export const createGroup: Operation = {
  name: "group.create",
  method: "POST",
  path: "/groups",
  workload: "directory",
  run: (call) => {
    assertTenantWide(call, "group.create");
    const body = presentGroup(call, makeGroup(call), groupSelection(call));
    const context = call.context(`${setContext(call, "groups")}/$entity`);
    return { status: 201, body: { "@odata.context": context, ...body } };
  },
};

/** A permission for members only does not reach the group's own properties. */
function assertMayRename(call: Call, sent: JsonObject): void {
  const { permissions, kind } = call.caller;
  const membersOnly =
    permissions.has("GroupMember.ReadWrite.All") &&
    !permissions.has("Group.ReadWrite.All") &&
    !permissions.has("Directory.ReadWrite.All");
  if (kind === "application" && membersOnly && Object.keys(sent).length > 0)
    throw graphFaults.insufficientPrivileges();
}

/** PATCH /groups/{group}, with up to 20 new members as `members@odata.bind` */
export const updateGroup: Operation = {
  name: "group.update",
  method: "PATCH",
  path: "/groups/{group}",
  workload: "directory",
  run: (call) => {
    const group = findGroup(call, call.param("group"));
    assertInScope(call, "group.update", group.id);
    const raw = call.rawBody();
    const sent = readStructure("group", raw);
    assertMayRename(call, sent);
    const fixed = Object.keys(sent).find((name) => !changeable.has(name));
    if (fixed !== undefined) {
      const message = `Property '${fixed}' is read-only and cannot be set.`;
      throw new GraphFault(400, "Request_BadRequest", message);
    }
    if (Object.entries(sent).some(([name, value]) => value === null && name !== "description")) {
      const message = "Invalid value specified for property of resource 'Group'.";
      throw new GraphFault(400, "Request_BadRequest", message);
    }
    call.of(groups).put({ ...group, ...sent });
    addMembers(call, group, resolveReferences(call, raw["members@odata.bind"] ?? []));
    return noContent;
  },
};

/** DELETE /groups/{group}: refused while it has licences to give. */
export const deleteGroup: Operation = {
  name: "group.delete",
  method: "DELETE",
  path: "/groups/{group}",
  workload: "directory",
  run: (call) => {
    const group = findGroup(call, call.param("group"));
    assertInScope(call, "group.delete", group.id);
    if (group.assignedLicenses.length > 0) {
      throw new GraphFault(
        400,
        "Request_BadRequest",
        "The group cannot be deleted because it has an active license assigned to it. Remove all licenses from the group first.",
      );
    }
    forget(call, group.id);
    call.of(groups).remove(group.id);
    return noContent;
  },
};
