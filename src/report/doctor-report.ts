import type { Check, CheckKind } from "../doctor/facts";
import { doctorOutcome } from "../doctor/judge";
import { formatText, problemJson } from "../problem/format";
import type { Problem } from "../problem/problem";
import { countProblems } from "../problem/tidy-problems";
import { wrap } from "../problem/wrap";
import type { Paint } from "./paint";
import { counted } from "./phrases";
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

/** How much was found, then a line for each check, and below them what is to be mended and how. */
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
  const below = findings.length === 0 ? "" : `\n${formatText(findings, { colours, width })}`;
  return wrap(`${summaryOf(checks, findings)}\n\n${table(COLUMNS, rows, options)}${below}`, width);
}

function summaryOf(checks: readonly Check[], findings: readonly Problem[]): string {
  const untried = checks.filter(({ result }) => result === "not-tried").length;
  const notMade = untried === 0 ? "" : `; ${counted(untried, "check")} could not be made`;
  if (findings.length === 0)
    return notMade ? `Nothing wrong was found${notMade}.` : "Everything is as it should be.";
  const { errors, warnings } = countProblems(findings);
  return `${counted(checks.length, "check")}: ${counted(errors, "error")}, ${counted(warnings, "warning")}${notMade}.`;
}

/** All checks, described by `schemas/output/doctor.schema.json`. */
export function doctorJson(checks: readonly Check[]): object {
  return {
    schemaVersion: 1,
    outcome: doctorOutcome(checks),
    checks: checks.map(({ findings, ...check }) => ({ ...check, findings: findings.map(problemJson) })),
  };
}
