import type { RecordedMember } from "../engine/run-result";

/** How many people of each role, and how many of all have confirmed, have not yet, or have declined. */
export function memberCounts(members: readonly RecordedMember[]): {
  admins: number;
  viewers: number;
  active: number;
  pending: number;
  rejected: number;
} {
  const count = (is: (member: RecordedMember) => boolean): number => members.filter(is).length;
  return {
    admins: count(({ role }) => role === "admin"),
    viewers: count(({ role }) => role === "viewer"),
    active: count(({ membership }) => membership === "active"),
    pending: count(({ membership }) => membership === "pending"),
    rejected: count(({ membership }) => membership === "rejected"),
  };
}
