import { queueLicences } from "../licensing/settle-licences";
import { type Call, noContent, type Operation, operation, type Reply } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { membershipKey, memberships } from "../records/group";
import { addMembers, createGroup, deleteGroup, updateGroup } from "./change-groups";
import { deleteUser, getUserPurpose, updateUser } from "./change-users";
import { listDeletedUsers } from "./deleted-users";
import { countGroups, findGroup, getGroup, listGroups } from "./groups";
import { memberListOperations } from "./member-lists";
import { listRoleAssignments } from "./read-roles";
import { type Reference, resolveReference } from "./references";
import { assertInScope } from "./rights";
import { countUsers, findUser, listUsers, presentUser, userContext, userSelection } from "./users";

function direct(call: Call, groupId: string): Reference[] {
  const now = call.world.clock.now();
  return call
    .of(memberships)
    .by("group", groupId)
    .filter((one) => one.listedFrom <= now)
    .map(({ member, kind }) => ({ id: member, kind }));
}

/** Members, also users or groups only. */
const groupMemberLists = memberListOperations("group.listMembers", "/groups/{group}/members", (call) =>
  direct(call, findGroup(call, call.param("group")).id),
);

export const addMember = operation("group.addMember", "POST /groups/{group}/members/$ref", (call) => {
  const group = findGroup(call, call.param("group"));
  assertInScope(call, "group.addMember", group.id);
  addMembers(call, group, [resolveReference(call, call.rawBody()["@odata.id"] ?? null)]);
  return noContent;
});

export const removeMember = operation(
  "group.removeMember",
  "DELETE /groups/{group}/members/{member}/$ref",
  (call) => {
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
);

function show(call: Call, key: string): Reply {
  const user = findUser(call, key);
  const context = call.context(`${userContext(call)}/$entity`);
  return {
    status: 200,
    body: { "@odata.context": context, ...presentUser(call, user, userSelection(call)) },
  };
}

/** Or principal name} */
export const getUser = operation("user.get", "GET /users/{user}", (call) => show(call, call.param("user")));

const getMe = operation("me.get", "GET /me", (call) => {
  if (call.caller.kind === "delegated") return show(call, call.caller.objectId);
  throw graphFaults.badRequest("/me request is only valid with delegated authentication flow.");
});

/** The directory's operations. A new one is a file of its own and a line here. */
export const directoryOperations: readonly Operation[] = [
  listUsers,
  countUsers,
  getUser,
  getMe,
  updateUser,
  deleteUser,
  getUserPurpose,
  listDeletedUsers,
  listGroups,
  countGroups,
  getGroup,
  createGroup,
  updateGroup,
  deleteGroup,
  ...groupMemberLists,
  addMember,
  removeMember,
  listRoleAssignments,
];
