import type { Operation } from "../graph/operation";
import {
  getDeletedUser,
  listDeletedUsers,
  purgeDeletedUser,
  restoreDeletedUser,
} from "./deleted-items/deleted-users";
import { createGroup, deleteGroup, updateGroup } from "./groups/change-group";
import { addMember, removeMember } from "./groups/change-members";
import { groupMemberLists } from "./groups/list-members";
import { countGroups, getGroup, listGroups } from "./groups/read-groups";
import { memberOfLists } from "./members/list-member-of";
import { roleOperations } from "./roles/read-roles";
import { deleteUser, updateUser } from "./users/change-user";
import { getMailboxSettings, getUserPurpose } from "./users/get-mailbox-settings";
import { getMe, getUser } from "./users/get-user";
import { countUsers, listUsers } from "./users/list-users";

/** The directory's operations. A new one is a file of its own and a line here. */
export const directoryOperations: readonly Operation[] = [
  listUsers,
  countUsers,
  getUser,
  getMe,
  updateUser,
  deleteUser,
  getMailboxSettings,
  getUserPurpose,
  ...memberOfLists,
  listDeletedUsers,
  getDeletedUser,
  purgeDeletedUser,
  restoreDeletedUser,
  listGroups,
  countGroups,
  getGroup,
  createGroup,
  updateGroup,
  deleteGroup,
  ...groupMemberLists,
  addMember,
  removeMember,
  ...roleOperations,
];
