import { isRecord } from "../is-record";
import { itemsIn } from "./items-in";

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
