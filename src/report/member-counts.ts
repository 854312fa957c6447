import type { RecordedMember } from "../engine/run-result";

/** How many people of each role, and how many of all have not confirmed yet. */
export function memberCounts(members: readonly RecordedMember[]): {
  admins: number;
  viewers: number;
  pending: number;
} {
  return {
    admins: members.filter(({ role }) => role === "admin").length,
    viewers: members.filter(({ role }) => role === "viewer").length,
    pending: members.filter(({ membership }) => membership === "pending").length,
  };
}
