import type { Check } from "../doctor/facts";
import { doctorOutcome } from "../doctor/judge";
import { problemJson } from "./problem-json";

/** All checks, described by `schemas/output/doctor.schema.json`. */
export function doctorJson(checks: readonly Check[]): object {
  return {
    schemaVersion: 1,
    outcome: doctorOutcome(checks),
    checks: checks.map(({ findings, ...check }) => ({ ...check, findings: findings.map(problemJson) })),
  };
}
