import type { CalendarInputs, RecordedRole } from "./calendar-inputs";

type ViewerRole = CalendarInputs["viewerRole"];

/** Graph's word for a role of ours. */
export function toGraphRole(role: RecordedRole, viewerRole: ViewerRole): string {
  return role === "admin" ? "administrator" : viewerRole;
}

/** Our role for Graph's word; a word that is neither administrator nor the tenant's viewer role is kept as it is. */
export function fromGraphRole(word: string, viewerRole: ViewerRole): RecordedRole {
  if (word === "administrator") {
    return "admin";
  }
  return word === viewerRole ? "viewer" : `other:${word}`;
}
