/** What a user of a calendar may do: admins book on behalf of others, viewers see their own schedule. */
export type Role = "admin" | "viewer";
