import type { RecordedMember, RecordedUser } from "../engine/run-result";
import { licenceFailure } from "../problem/catalogue/policies";
import type { InTenant, ListedCalendar, ListedPolicy } from "./listing";

/** The statuses of the guide (§4.1), and what they hide. */
export const STATUS_WORDS: Readonly<Record<ListedCalendar["status"], string>> = {
  planned: "Not created yet",
  "to-take-over": "To be taken over",
  active: "Active",
  updating: "Updating",
  "half-made": "Updating (half made)",
  deleting: "Updating (half deleted)",
  "awaiting-removal": "Awaiting removal",
  deleted: "Deleted",
  "handed-over": "Handed over",
  missing: "Missing",
};

/** What is said beside the record's status where the tenant has it otherwise. */
const TENANT_NOTES: Readonly<Record<InTenant, string>> = {
  "as-recorded": "",
  gone: "deleted in the tenant",
  there: "there in the tenant",
  changed: "changed outside git",
  unread: "tenant not read",
};

function withTenant(status: string, word: string, inTenant: InTenant = "as-recorded"): string {
  if (inTenant === "gone" && status === "active") return "Deleted in the tenant";
  return inTenant === "as-recorded" ? word : `${word}, ${TENANT_NOTES[inTenant]}`;
}

/** The status of a calendar as it is shown: the record's, and what the tenant says of it where that was read. */
export const statusWords = ({ status, inTenant }: Pick<ListedCalendar, "status" | "inTenant">): string =>
  withTenant(status, STATUS_WORDS[status], inTenant);

/** The same of a user policy. */
export const policyStatusWords = ({ status, inTenant }: Pick<ListedPolicy, "status" | "inTenant">): string =>
  withTenant(status, POLICY_STATUS_WORDS[status], inTenant);

/** Whether an adopted calendar carries the ownership marker. */
export const MARKING_WORDS: Readonly<Record<NonNullable<ListedCalendar["marking"]>, string>> = {
  written: "Written",
  "asked-for": "Asked for by the spec, not written yet",
  none: "None; the calendar is recognised by its staff",
};

/** What stands behind a person's name; nothing for those who are simply in. */
export const MEMBERSHIP_WORDS: Readonly<Record<RecordedMember["membership"], string>> = {
  active: "",
  pending: "has not confirmed yet",
  rejected: "has declined",
  unknown: "not known whether confirmed",
};

/** The same statuses of user policies. */
export const POLICY_STATUS_WORDS: Readonly<Record<ListedPolicy["status"], string>> = {
  planned: "Not created yet",
  active: "Active",
  updating: "Updating",
  retiring: "Updating (half retired)",
  deleted: "Deleted",
  missing: "Missing",
};

/** What the directory has made of someone's licence; nothing where it is done. */
export function licenceWords({ licence, word = "" }: RecordedUser): string {
  switch (licence) {
    case "failed":
      return `licence failed: ${licenceFailure(word)}`;
    case "in-progress":
      return "licence in progress";
    case "unknown":
      return "not known whether processed";
    default:
      return "";
  }
}
