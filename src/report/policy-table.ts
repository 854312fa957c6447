import type { ListedPolicy } from "./listed-policy";
import { type TableOptions, table } from "./table";

const COLUMNS = [
  { heading: "USER POLICY" },
  { heading: "STATUS" },
  { heading: "LICENCE" },
  { heading: "APPLICATIONS" },
  { heading: "USERS", right: true },
];

/** The user policies of the specs, a line each. */
export function policyTable(policies: readonly ListedPolicy[], options: TableOptions = {}): string {
  const rows = policies.map(({ displayName, status, baseLicence, applications, users }) => [
    displayName,
    status === "active" ? "Active" : "Deleted",
    baseLicence,
    applications.join(", "),
    String(users.length),
  ]);
  return table(COLUMNS, rows, options);
}
