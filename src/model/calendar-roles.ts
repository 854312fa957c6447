/** What a user of a calendar may do: admins book on behalf of others, viewers see their own schedule. */
export type Role = "admin" | "viewer";

/** Graph's role for viewers: the tenant's setting. */
export type ViewerRole = "teamMember" | "viewer";

/** Graph's word for one of our roles. */
export function toGraphRole(role: RecordedRole, viewerRole: ViewerRole): string {
  return role === "admin" ? "administrator" : viewerRole;
}

/** Our role for Graph's word; a word that is neither administrator nor the tenant's viewer role is kept as it is. */
export function fromGraphRole(word: string, viewerRole: ViewerRole): RecordedRole {
  if (word === "administrator") return "admin";
  return word === viewerRole ? "viewer" : `other:${word}`;
}

/** What a role in a record says: ours, or `other:<Graph's word>` for one that someone gave in the web app. */
export type RecordedRole = "admin" | "viewer" | `other:${string}`;
