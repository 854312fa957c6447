/** What can happen to a calendar. `record` = a deleted one was taken into an empty state; nothing was written to the tenant. */
export type JournalAction =
  | "create"
  | "update"
  | "complete"
  | "recreate"
  | "delete"
  | "record"
  | "adopt"
  | "discard"
  | "unlock";

/** A value before and after; absent = nothing. */
export interface JournalChange {
  readonly from?: string;
  readonly to?: string;
}

/** Something that was done, or tried. */
export interface JournalEvent {
  /** The calendar's address; absent when it is about the stack as a whole. */
  readonly calendar?: string;
  /** The name of the user policy that it is about. */
  readonly policy?: string;
  readonly what: JournalAction;
  /** `begun` stands before the first write to the tenant; the same run's outcome follows, unless it died. */
  readonly outcome: "begun" | "done" | "partly" | "failed";
  readonly fields?: readonly (JournalChange & { readonly field: string })[];
  readonly people?: readonly (JournalChange & { readonly address: string })[];
  /** The code of what went wrong. Never its text: that may quote what somebody else wrote. */
  readonly problem?: string;
  /** The file that keeps what was deleted. */
  readonly backup?: string;
}

/** Which run did it. */
export interface JournalRun {
  /** The same for all that one run did. */
  readonly id: string;
  readonly host: string;
  readonly user: string;
  /** The pipeline's own page or number, where a pipeline ran it. */
  readonly pipeline?: string;
  /** The commit that a pipeline checked out. */
  readonly commit?: string;
}

/** One line of the journal. */
export interface JournalLine extends JournalEvent {
  readonly schema: 1;
  readonly at: string;
  readonly organisation: string;
  readonly run: JournalRun;
  /** Digest of the organisation's specs as they were. */
  readonly specs: string;
  /** Digest of the line before, so that nobody takes one out or changes it unnoticed; empty in the first. */
  readonly previous: string;
}
