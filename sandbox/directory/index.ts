import type { Operation } from "../graph/operation";
import { getMailboxSettings, getUserPurpose } from "./users/get-mailbox-settings";
import { getMe, getUser } from "./users/get-user";
import { listUsers } from "./users/list-users";

/** The directory's operations. A new one is a file of its own and a line here. */
export const directoryOperations: readonly Operation[] = [
  listUsers,
  getUser,
  getMe,
  getMailboxSettings,
  getUserPurpose,
];
