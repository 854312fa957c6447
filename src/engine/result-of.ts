import { isDeepStrictEqual } from "node:util";
import type { OrganisationModel } from "../model/estate";
import { knownPeople, personKeys } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { Plan } from "../plan/change";
import type { Problem } from "../problem/problem";
import { evidenceOf, stepsToApply } from "./evidence";
import type { Findings } from "./findings";
import type { StepLedger } from "./internals/engine-events";
import { outcomesOf, planOf } from "./plan-of";
import { policyChanges, policyOutcomesOf } from "./policy-plan";
import { runOutcome } from "./run-outcome";
import { missingProblems, planLimits, policyProblems, standingProblems } from "./run-problems";
import type { Reviewed, RunOptions, RunResult } from "./run-result";

type Result = Omit<RunResult, "pulumiOutput" | "seconds">;

/** What is told of a run, from what the program and the looks at the tenant found. */
export function resultOf(
  verb: "preview" | "up",
  { organisation, signal, reviewed }: RunOptions,
  findings: Findings,
  ledger: StepLedger,
  failures: readonly Problem[],
): Result {
  const { tenant, model } = findings.loaded ?? {};
  const refused = findings.problems.some(({ severity }) => severity === "error");
  const known =
    tenant &&
    model &&
    !refused &&
    (ledger.calendars.size + ledger.policies.size > 0 || failures.length === 0);
  const plan = known ? planFrom(tenant, model, findings, ledger, reviewed) : { organisation, changes: [] };
  // An `up` goes on without them and tells each with its outcome; a preview says them before.
  const today = new Date().toISOString().slice(0, 10);
  const waiting =
    known && verb === "preview"
      ? [
          ...missingProblems(tenant, model, ledger, today),
          ...standingProblems(model.calendars, ledger),
          ...policyProblems(model.policies, ledger),
          ...planLimits(plan, tenant, model, ledger, today),
        ]
      : [];
  const problems = [...findings.problems, ...failures, ...waiting];
  const outcomes = verb === "up" ? outcomesOf(plan, ledger) : [];
  const ofPolicies = verb === "up" ? policyOutcomesOf(plan, ledger) : [];
  const changed =
    plan.ends === true ||
    [...plan.changes, ...(plan.policies ?? [])].some(({ kind }) => kind !== "unchanged");
  const interrupted = signal?.aborted === true;
  const outcome = runOutcome({ problems, outcomes: [...outcomes, ...ofPolicies], changed, interrupted });
  const behind = verb === "preview" ? behindIn(ledger) : [];
  const evidence =
    known && verb === "preview" ? evidenceOf(tenant, model, plan, ledger, findings.people, today) : undefined;
  return {
    organisation,
    plan,
    problems,
    outcomes,
    policyOutcomes: ofPolicies,
    outcome,
    behind,
    ...(evidence && { evidence, reviewed: reviewedOf(plan, ledger, behind) }),
    ...(verb === "preview" && { people: { found: findings.people, at: performance.now() } }),
  };
}

/** A run that was given its steps has looked at nothing else. */
function planFrom(
  tenant: Tenant,
  model: OrganisationModel,
  { deletions, ends, people, policyUsers }: Findings,
  ledger: StepLedger,
  reviewed: Reviewed | undefined,
): Plan {
  if (reviewed) return reviewed.plan;
  return {
    ...planOf(tenant, model, ledger, deletions, personKeys(people)),
    policies: policyChanges(model, ledger.policies, (address) => policyUsers.get(address) ?? address),
    people: knownPeople(people, model.organisation.directoryName),
    ...(ends && { ends }),
  };
}

/** What the tenant shows otherwise than the state, by name. */
const behindIn = (ledger: StepLedger): string[] =>
  [...ledger.calendars, ...ledger.policies].flatMap(([name, { isBehind }]) => (isBehind ? [name] : []));

/** What changes, what the state is behind in, and what the specs ask for in other words than the state has. */
function reviewedOf(plan: Plan, ledger: StepLedger, behind: readonly string[]): Reviewed {
  const changes = [...plan.changes, ...(plan.policies ?? [])];
  const changed = changes.flatMap(({ name, kind }) => (kind === "unchanged" ? [] : [name]));
  const all = [...ledger.calendars, ...ledger.policies];
  const reworded = all.flatMap(([name, { live, wanted }]) => (isDeepStrictEqual(live, wanted) ? [] : [name]));
  const names = new Set([...changed, ...behind, ...reworded]);
  const isAll = all.every(([name]) => names.has(name));
  return { plan, steps: stepsToApply(plan, ledger), ...(!isAll && { only: [...names].sort() }) };
}
