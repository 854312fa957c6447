import type { Check, CheckKind } from "../doctor/facts";
import { doctorOutcome } from "../doctor/judge";
import { formatProblems } from "../problem/format";
import type { Paint } from "./paint";
import { counted } from "./phrases";
import { problemJson } from "./run-json";
import { type TableOptions, table } from "./table";

const KIND_WORDS: Readonly<Record<CheckKind, string>> = {
  node: "Node",
  engine: "Engine",
  reach: "Reached",
  clock: "Clock",
  tenant: "Tenant",
  identities: "Identities",
  "sign-in": "Sign-in",
  permissions: "Permissions",
  state: "State",
  lock: "Lock",
};

const COLUMNS = [{ heading: "CHECK" }, { heading: "OF" }, { heading: "RESULT" }, { heading: "DETAIL" }];

/** What a check found, in one word, and how it is painted. */
const RESULTS: Readonly<
  Record<Check["result"], [word: string, brush: (paint: Paint) => (text: string) => string]>
> = {
  fine: ["fine", ({ good }) => good],
  warning: ["warning", ({ warning }) => warning],
  error: ["error", ({ bad }) => bad],
  "not-tried": ["not tried", ({ faint }) => faint],
};

/** A line for each check, and below them what is to be mended and how. */
export function doctorText(
  checks: readonly Check[],
  paint: Paint,
  { width, colours }: { readonly width?: number | undefined; readonly colours: boolean },
): string {
  const rows = checks.map(({ what, of, result, detail }) => {
    const [word, brush] = RESULTS[result];
    return [KIND_WORDS[what], of, brush(paint)(word), detail];
  });
  const options: TableOptions = { width, strong: paint.strong };
  const findings = checks.flatMap((check) => check.findings);
  const below = findings.length === 0 ? allIsWell(checks) : formatProblems(findings, { as: "text", colours });
  return `${table(COLUMNS, rows, options)}\n${below}`;
}

function allIsWell(checks: readonly Check[]): string {
  const untried = checks.filter(({ result }) => result === "not-tried").length;
  if (untried === 0) return "Everything is as it should be.\n";
  return `Nothing wrong was found; ${counted(untried, "check")} could not be made.\n`;
}

/** All checks, described by `schemas/output/doctor.schema.json`. */
export function doctorJson(checks: readonly Check[]): object {
  return {
    schemaVersion: 1,
    outcome: doctorOutcome(checks),
    checks: checks.map(({ findings, ...check }) => ({ ...check, findings: findings.map(problemJson) })),
  };
}
