/** A row of a calendar's staff as Graph tells it. */
export interface StaffMember {
  readonly id: string;
  readonly displayName: string;
  /** As written in Graph; compare in lower case. */
  readonly emailAddress: string;
  /** `administrator`, `viewer`, `teamMember` (also for the wire's `member`), or any other word of Graph's. */
  readonly role: string;
  /** `active`, `pendingAcceptance`, `rejectedByStaff`, or any other word of Graph's. */
  readonly membershipStatus: string;
}

/** Somebody to be added. */
export interface NewStaffMember {
  readonly displayName: string;
  readonly emailAddress: string;
  readonly role: string;
}
