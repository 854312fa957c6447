import type { DirectoryPerson } from "./tenant-facts";

/** Why somebody can no longer be on a calendar. */
export type LeaverReason =
  | "not-in-directory"
  | "disabled"
  | "guest"
  | "not-migrated"
  | "shared"
  | "room"
  | "equipment"
  | "no-person";

const MAILBOXES: Readonly<Record<string, LeaverReason>> = {
  "not-in-exchange-online": "not-migrated",
  shared: "shared",
  room: "room",
  equipment: "equipment",
};

/** The reason, if there is one. What could not be read is none. */
export function leaverReason(person: DirectoryPerson | undefined): LeaverReason | undefined {
  if (person === undefined) return "not-in-directory";
  if (!person.isEnabled) return "disabled";
  if (person.isGuest) return "guest";
  if (person.mailbox === undefined || person.mailbox === "user") return undefined;
  return MAILBOXES[person.mailbox] ?? "no-person";
}
