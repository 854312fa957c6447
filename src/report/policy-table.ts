import { licenceCounts } from "./licence-counts";
import type { ListedPolicy } from "./listed-policy";
import { POLICY_STATUS_WORDS } from "./status-words";
import { type TableOptions, table } from "./table";

const COLUMNS = [
  { heading: "USER POLICY" },
  { heading: "STATUS" },
  { heading: "LICENCE" },
  { heading: "APPLICATIONS" },
  { heading: "USERS", right: true },
  { heading: "IN PROGRESS", right: true },
  { heading: "FAILED", right: true },
];

/** The user policies, a line each: for how many of its people the directory has still to do, or could not do, what it asks. */
export function policyTable(policies: readonly ListedPolicy[], options: TableOptions = {}): string {
  const rows = policies.map(({ displayName, status, baseLicence, applications, users }) => {
    const { inProgress, failed } = licenceCounts(users);
    const numbers = [users.length, inProgress, failed].map(String);
    return [displayName, POLICY_STATUS_WORDS[status], baseLicence, applications.join(", "), ...numbers];
  });
  return table(COLUMNS, rows, options);
}
