/** What one run may only do so much of. */
export type LimitName =
  | "calendarsDeleted"
  | "membersRemoved"
  | "rolesChanged"
  | "policiesEmptied"
  | "calendarsMissing";
