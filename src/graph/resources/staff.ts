import { isRecord, itemsIn, path, textOf } from "../wire";
import { onCalendar } from "./businesses";

/** The collection's declared type is an abstract one. */
const TYPE = { "@odata.type": "#microsoft.graph.bookingStaffMember" };

/** Without it Graph hides the newer roles, `teamMember` among them, as unknown. */
const HEADERS = { Prefer: "include-unknown-enum-members" };

/** Calls on the staff of a calendar. */
export const staff = {
  list: (business: string) => onCalendar("GET", business, "/staffMembers", { headers: HEADERS }),

  add: (business: string, member: NewStaffMember) =>
    onCalendar("POST", business, "/staffMembers", { headers: HEADERS, body: { ...TYPE, ...member } }),

  changeRole: (business: string, id: string, role: string) =>
    onCalendar("PATCH", business, path`/staffMembers/${id}`, { headers: HEADERS, body: { ...TYPE, role } }),

  remove: (business: string, id: string) => onCalendar("DELETE", business, path`/staffMembers/${id}`),
};

/** A row of a calendar's staff as Graph tells it. */
export interface StaffMember {
  readonly id: string;
  readonly displayName: string;
  /** As written in Graph; compare in lower case. */
  readonly emailAddress: string;
  /** `administrator`, `viewer`, `teamMember` (also for the wire's `member`), or any other word of Graph's. */
  readonly role: string;
  /** `active`, `pendingAcceptance`, `rejectedByStaff`, or any other word of Graph's. */
  readonly membershipStatus: string;
}

type NewStaffMember = Pick<StaffMember, "displayName" | "emailAddress" | "role">;

/** One row from the wire, as far as it says anything. */
export function parseStaffMember(body: unknown): StaffMember | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string") return undefined;
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    emailAddress: textOf(body["emailAddress"]),
    role: roleFromWire(textOf(body["role"])),
    membershipStatus: textOf(body["membershipStatus"]) || "active",
  };
}

/**
 * All rows of the answer to a list; undefined when it is no list, or a row does not say who it is and what they may do: such
 * a row may be anybody's, and no one is removed or added because of it.
 */
export function parseStaff(body: unknown): StaffMember[] | undefined {
  if (!isRecord(body) || !Array.isArray(body["value"])) return undefined;
  const rows = body["value"].map(parseStaffMember);
  return rows.every((row) => row !== undefined && row.emailAddress !== "" && row.role !== "")
    ? (rows as StaffMember[])
    : undefined;
}

/** The service is reported to say `member` where its description says `teamMember`. */
function roleFromWire(word: string): string {
  return word.toLowerCase() === "member" ? "teamMember" : word;
}

/** Graph's words for team members: the documented one, and the one that it is reported to use. */
export type TeamMemberWord = "teamMember" | "member";

/** Whether a role is one of Graph's words for team members. */
export function isTeamMemberWord(role: unknown): role is TeamMemberWord {
  return role === "teamMember" || role === "member";
}

/** The word that an answer with a calendar's staff uses, where it has a team member. */
export function teamMemberWordIn(body: unknown): TeamMemberWord | undefined {
  return itemsIn(body)
    .map((row) => (isRecord(row) ? row["role"] : undefined))
    .find(isTeamMemberWord);
}
