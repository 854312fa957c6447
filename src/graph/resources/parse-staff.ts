import { isRecord } from "../is-record";
import type { StaffMember } from "./staff-member";
import { textOf } from "./text-of";

/** One row from the wire; rows without a mail address (guests may lack one) are kept. */
export function parseStaffMember(body: unknown): StaffMember | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string") {
    return undefined;
  }
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    emailAddress: textOf(body["emailAddress"]),
    role: roleFromWire(textOf(body["role"])),
    membershipStatus: textOf(body["membershipStatus"]) || "active",
  };
}

/** All rows of the answer to a list; undefined when it is no list. */
export function parseStaff(body: unknown): StaffMember[] | undefined {
  return isRecord(body) && Array.isArray(body["value"])
    ? body["value"].flatMap((row) => parseStaffMember(row) ?? [])
    : undefined;
}

/** The service is reported to say `member` where its description says `teamMember`. */
function roleFromWire(word: string): string {
  return word.toLowerCase() === "member" ? "teamMember" : word;
}
