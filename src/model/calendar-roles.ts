/** What a user of a calendar may do: admins book on behalf of others, viewers see their own schedule. */
export type Role = "admin" | "viewer";

/** The admins among people with their roles, by address. */
export const adminsOf = <A extends string>(roles: Readonly<Record<A, unknown>>): A[] =>
  (Object.keys(roles) as A[]).filter((address) => roles[address] === "admin");

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

/** Whether someone has accepted a calendar, in our words. */
export type MembershipStatus = "active" | "pending" | "rejected" | "unknown";

const MEMBERSHIP: Readonly<Record<string, MembershipStatus>> = {
  active: "active",
  pendingAcceptance: "pending",
  rejectedByStaff: "rejected",
};

/** Our word for Graph's status of a membership. */
export const membershipStatus = (word: string): MembershipStatus => MEMBERSHIP[word] ?? "unknown";

/** What a role in the tenant or in a record is: ours, or `other:<Graph's word>` for one that someone gave in the web app. */
export type RecordedRole = "admin" | "viewer" | `other:${string}`;
