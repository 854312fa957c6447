import { isRecord } from "../is-record";

/** Graph's words for team members: the documented one, and the one that it is reported to use. */
export type TeamMemberWord = "teamMember" | "member";

/** Whether a role is one of Graph's words for team members. */
export function isTeamMemberWord(role: unknown): role is TeamMemberWord {
  return role === "teamMember" || role === "member";
}

/** The word that an answer with a calendar's staff uses, where it has a team member. */
export function teamMemberWordIn(body: unknown): TeamMemberWord | undefined {
  const rows: readonly unknown[] = isRecord(body) && Array.isArray(body["value"]) ? body["value"] : [];
  return rows.map((row) => (isRecord(row) ? row["role"] : undefined)).find(isTeamMemberWord);
}
