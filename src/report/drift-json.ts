import { type DriftReport, type Finding, isDrift } from "../drift/finding";
import { problemJson } from "./problem-json";

/** How a detection ended: what could not be read outweighs what was found. */
export type DriftOutcome = "none" | "drift" | "unreadable";

/** One word for all organisations together. */
export function driftOutcome(reports: readonly DriftReport[]): DriftOutcome {
  const findings = reports.flatMap((report) => report.findings);
  if (findings.some(({ kind }) => kind === "unreadable")) return "unreadable";
  return findings.some(isDrift) ? "drift" : "none";
}

const findingJson = (finding: Finding): object => ({
  kind: finding.kind,
  isDrift: isDrift(finding),
  ...(finding.calendar !== undefined && { calendar: finding.calendar }),
  ...(finding.policy !== undefined && { policy: finding.policy }),
  ...problemJson(finding.problem),
});

/** The drift of some organisations, described by `schemas/output/drift.schema.json`. No times in it. */
export function driftJson(reports: readonly DriftReport[]): object {
  return {
    schemaVersion: 1,
    outcome: driftOutcome(reports),
    organisations: reports.map(({ organisation, coverage, findings }) => ({
      organisation,
      coverage,
      findings: findings.map(findingJson),
    })),
  };
}
