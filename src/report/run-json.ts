import type { RunOutcome, RunResult } from "../engine/run-result";
import type { KnownPeople } from "../model/person";
import type { CalendarChange, CalendarOutcome, Plan } from "../plan/change";
import { wordsWithCode } from "../problem/carry";
import { type ExitCode, exitCode } from "../problem/exit-code";
import { problemJson, problemsToJson } from "../problem/format";
import type { Problem } from "../problem/problem";
import { policyJson } from "./listing";
import { countKinds } from "./plan-summary";

/** One change as machines read it. Keys are named one by one: what is published must not grow by accident. */
function changeJson(change: CalendarChange): object {
  return {
    name: change.name,
    address: change.address,
    kind: change.kind,
    repairsDrift: change.repairsDrift,
    ...(change.at && { at: change.at }),
    fields: change.fields,
    members: change.members,
    ...(change.deletion && { deletion: change.deletion }),
    ...(change.handover && { handover: change.handover }),
  };
}

/** Why a command did not do what was asked. */
export interface Refusal {
  readonly message: string;
  readonly advice?: string | undefined;
  readonly problems: readonly Problem[];
}

const OUTCOMES: Readonly<Record<ExitCode, string>> = {
  [exitCode.fine]: "unchanged",
  [exitCode.failed]: "failed",
  [exitCode.changes]: "drift",
  [exitCode.specsInvalid]: "invalid",
  [exitCode.notPermitted]: "sign-in",
  [exitCode.refused]: "refused",
  [exitCode.partlyApplied]: "partial",
  [exitCode.unreadable]: "unreadable",
  [exitCode.interrupted]: "interrupted",
  [exitCode.terminated]: "interrupted",
};

/** What `--json` prints where a command refuses to start or ends before its answer. */
export function refusalJson({ message, advice, problems }: Refusal, code: ExitCode): object {
  return {
    ...problemsToJson(problems),
    outcome: OUTCOMES[code],
    refused: { exitCode: code, message, ...(advice && { advice }) },
  };
}

/** The names of the people the plan is about, as far as the directory told them. */
function namesIn({ changes, policies = [], people = {} }: Plan): KnownPeople {
  const addresses = [
    ...changes.flatMap(({ members }) => members.map(({ address }) => address)),
    ...policies.flatMap(({ users }) => users.map(({ name }) => name)),
  ].map((address) => address.toLowerCase());
  const named = new Set(addresses);
  return Object.fromEntries(Object.entries(people).filter(([address]) => named.has(address)));
}

/** Kinds that there were before readers knew of others are always counted. */
function countsJson(changes: readonly CalendarChange[]): object {
  const { "hand-over": given, "take-over": taken, ...counts } = countKinds(changes);
  return { ...counts, ...(given > 0 && { "hand-over": given }), ...(taken > 0 && { "take-over": taken }) };
}

/** The previews of a run, described by `schemas/output/preview.schema.json`. No times in it: same state, same bytes. */
export function previewJson(outcome: RunOutcome, results: readonly RunResult[]): object {
  return {
    schemaVersion: 1,
    outcome,
    organisations: results.map(({ organisation, outcome, plan, problems }) => ({
      organisation,
      outcome,
      counts: countsJson(plan.changes),
      changes: plan.changes.map(changeJson),
      policies: (plan.policies ?? []).map(policyJson),
      ...(plan.held && { held: plan.held }),
      people: namesIn(plan),
      problems: problems.map(problemJson),
    })),
  };
}

const outcomeJson = ({ outcome, problems }: Pick<CalendarOutcome, "outcome" | "problems">) => ({
  outcome,
  reasons: problems.map(wordsWithCode),
  problems: problems.map(problemJson),
});

/** What a run of `up` did, described by `schemas/output/up.schema.json`. */
export function upJson(outcome: RunOutcome, results: readonly RunResult[]): object {
  return {
    schemaVersion: 1,
    outcome,
    organisations: results.map(
      ({ organisation, outcome, outcomes, policyOutcomes = [], plan, problems }) => ({
        organisation,
        outcome,
        counts: countsJson(outcomes.map(({ change }) => change)),
        ...(plan.held && { held: plan.held }),
        calendars: outcomes.map((one) => ({ ...changeJson(one.change), ...outcomeJson(one) })),
        policies: policyOutcomes.map((one) => ({ ...policyJson(one.change), ...outcomeJson(one) })),
        problems: problems.map(problemJson),
      }),
    ),
  };
}
