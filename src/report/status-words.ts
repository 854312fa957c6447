import type { RecordedMember } from "../engine/run-result";
import type { ListedCalendar } from "./listed-calendar";

/** The statuses of the guide (§4.1), and what they hide. */
export const STATUS_WORDS: Readonly<Record<ListedCalendar["status"], string>> = {
  planned: "Not created yet",
  active: "Active",
  updating: "Updating",
  "half-made": "Updating (half made)",
  deleting: "Updating (half deleted)",
  deleted: "Deleted",
  missing: "Missing",
};

/** What stands behind a person's name; nothing for those who are simply in. */
export const MEMBERSHIP_WORDS: Readonly<Record<RecordedMember["membership"], string>> = {
  active: "",
  pending: "has not confirmed yet",
  rejected: "has declined",
  unknown: "not known whether confirmed",
};
