import type { RunOutcome, RunResult } from "../engine/run-result";
import { wordsWithCode } from "../problem/carry";
import { changeJson } from "./change-json";
import { countKinds } from "./plan-summary";
import { policyJson } from "./policy-json";
import { problemJson } from "./problem-json";

/** What a run of `up` did, described by `schemas/output/up.schema.json`. */
export function upJson(outcome: RunOutcome, results: readonly RunResult[]): object {
  return {
    schemaVersion: 1,
    outcome,
    organisations: results.map(({ organisation, outcome, outcomes, policyOutcomes = [], problems }) => ({
      organisation,
      outcome,
      counts: countKinds(outcomes.map(({ change }) => change)),
      calendars: outcomes.map(({ change, outcome, problems }) => ({
        ...changeJson(change),
        outcome,
        reasons: problems.map(wordsWithCode),
        problems: problems.map(problemJson),
      })),
      policies: policyOutcomes.map(({ change, outcome, problems }) => ({
        ...policyJson(change),
        outcome,
        reasons: problems.map(wordsWithCode),
        problems: problems.map(problemJson),
      })),
      problems: problems.map(problemJson),
    })),
  };
}
