import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import { queueLicences } from "../../licensing/queue-licences";
import { graphFaults } from "../../odata/faults-of-graph";
import { resolveReference } from "../members/resolve-references";
import { assertInScope } from "../roles/assert-in-scope";
import { addMembers } from "./add-members";
import { findGroup } from "./find-group";
import { membershipKey, memberships } from "./membership";

/** POST /groups/{group}/members/$ref */
export const addMember: Operation = {
  name: "group.addMember",
  method: "POST",
  path: "/groups/{group}/members/$ref",
  workload: "directory",
  run: (call) => {
    const group = findGroup(call, call.param("group"));
    assertInScope(call, "group.addMember", group.id);
    addMembers(call, group, [resolveReference(call, call.rawBody()["@odata.id"] ?? null)]);
    return noContent;
  },
};

/** DELETE /groups/{group}/members/{member}/$ref */
export const removeMember: Operation = {
  name: "group.removeMember",
  method: "DELETE",
  path: "/groups/{group}/members/{member}/$ref",
  workload: "directory",
  run: (call) => {
    const group = findGroup(call, call.param("group"));
    assertInScope(call, "group.removeMember", group.id);
    const key = membershipKey(group.id, call.param("member").toLowerCase());
    const found = call.of(memberships).get(key);
    if (!found) throw graphFaults.resourceNotFound(call.param("member"));
    call.of(memberships).remove(key);
    const { member, kind } = found;
    if (group.assignedLicenses.length > 0 && kind === "user") queueLicences(call.world, group.id, [member]);
    return noContent;
  },
};
