import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { memberListOperations } from "../members/list-of-objects";
import type { Reference } from "../members/resolve-references";
import { findGroup } from "./find-group";
import { memberships } from "./membership";
import { membersWithErrors } from "./present-group";

function direct(call: Call, groupId: string): Reference[] {
  const now = call.world.clock.now();
  return call
    .of(memberships)
    .by("group", groupId)
    .filter((one) => one.listedFrom <= now)
    .map(({ member, kind }) => ({ id: member, kind }));
}

/** Members, and members of groups among them; each once, and loops end. */
function transitive(call: Call, groupId: string): Reference[] {
  const seen = new Map<string, Reference>();
  const open = [groupId];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const one of direct(call, id)) {
      if (seen.has(one.id) || one.id === groupId) continue;
      seen.set(one.id, one);
      if (one.kind === "group") open.push(one.id);
    }
  }
  return [...seen.values()];
}

/** GET /groups/{group}/members, transitiveMembers, membersWithLicenseErrors; each also for users or groups only. */
export const groupMemberLists: readonly Operation[] = [
  ...memberListOperations("group.listMembers", "/groups/{group}/members", (call) =>
    direct(call, findGroup(call, call.param("group")).id),
  ),
  ...memberListOperations("group.listTransitiveMembers", "/groups/{group}/transitiveMembers", (call) =>
    transitive(call, findGroup(call, call.param("group")).id),
  ),
  ...memberListOperations(
    "group.listMembersWithLicenseErrors",
    "/groups/{group}/membersWithLicenseErrors",
    (call) =>
      membersWithErrors(call.world, findGroup(call, call.param("group")).id).map((id) => ({
        id,
        kind: "user",
      })),
  ),
];
