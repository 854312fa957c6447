import type { RunOutcome, RunResult } from "../engine/run-result";
import { changeJson } from "./change-json";
import { countKinds } from "./plan-summary";
import { policyJson } from "./policy-json";
import { problemJson } from "./problem-json";

/** The previews of a run, described by `schemas/output/preview.schema.json`. No times in it: same state, same bytes. */
export function previewJson(outcome: RunOutcome, results: readonly RunResult[]): object {
  return {
    schemaVersion: 1,
    outcome,
    organisations: results.map(({ organisation, outcome, plan, problems }) => ({
      organisation,
      outcome,
      counts: countKinds(plan.changes),
      changes: plan.changes.map(changeJson),
      policies: (plan.policies ?? []).map(policyJson),
      problems: problems.map(problemJson),
    })),
  };
}
