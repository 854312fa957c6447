import { isDeepStrictEqual } from "node:util";
import type { OrganisationModel } from "../model/estate";
import { knownPeople, personKeys } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { Plan } from "../plan/change";
import { type HeldBack, type HoldingFacts, heldBack, stoppingErrors } from "../preflight/held-back";
import type { Problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { evidenceOf, stepsToApply } from "./evidence";
import type { Findings } from "./findings";
import type { StepLedger } from "./internals/engine-events";
import { outcomesOf, planOf } from "./plan-of";
import { policyChanges } from "./policy-plan";
import { runOutcome } from "./run-outcome";
import { missingProblems, pendingAdmins, planLimits, policyProblems, standingProblems } from "./run-problems";
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
  const known =
    tenant &&
    model &&
    !isRefused(findings, reviewed) &&
    (ledger.calendars.size + ledger.policies.size > 0 || failures.length === 0);
  // what is held back is still to be done: limits count it
  const whole = known ? planFrom(tenant, model, findings, ledger, reviewed) : { organisation, changes: [] };
  const today = new Date().toISOString().slice(0, 10);
  // An `up` goes on without them and tells each with its outcome; a preview says them before.
  const waiting = known && verb === "preview" ? waitingProblems(whole, tenant, model, ledger, today) : [];
  const problems = withReviewed([...findings.problems, ...failures, ...waiting], reviewed);
  const held = known && findings.mayHold ? heldBack(problems, factsOf(model, findings)) : [];
  const plan = withoutHeld(whole, held);
  const outcomes = verb === "up" ? outcomesOf(plan.changes, ledger.calendars) : [];
  const policyOutcomes = verb === "up" ? outcomesOf(plan.policies ?? [], ledger.policies) : [];
  const outcome = runOutcome({
    problems,
    outcomes: [...outcomes, ...policyOutcomes],
    changed: isChange(plan),
    interrupted: signal?.aborted === true,
    isHeld: held.length > 0,
  });
  const behind = verb === "preview" ? behindIn(ledger) : [];
  const shown = known && verb === "preview";
  return {
    organisation,
    plan,
    problems,
    outcomes,
    policyOutcomes,
    outcome,
    behind,
    ...(shown && {
      evidence: evidenceOf(tenant, model, plan, ledger, findings.people, today),
      reviewed: reviewedOf(plan, ledger, behind, held, problems),
    }),
    ...(verb === "preview" && {
      lookedUp: { people: findings.people, free: findings.free, at: performance.now() },
    }),
  };
}

const isChange = ({ ends, changes, policies = [] }: Plan): boolean =>
  ends === true || [...changes, ...policies].some(({ kind }) => kind !== "unchanged");

const factsOf = (model: OrganisationModel, { before, ends }: Findings): HoldingFacts => ({
  model,
  before,
  ends,
});

/** Whether the program refused the run, or would have: what is held back does not refuse it. */
export function isRefused(findings: Findings, reviewed?: Reviewed): boolean {
  const { problems, mayHold, loaded } = findings;
  const model = loaded?.model;
  if (!model) return problems.some(({ severity }) => severity === "error");
  const facts = factsOf(model, findings);
  const held = mayHold ? heldBack(problems, facts).map(({ name }) => name) : (reviewed?.held?.names ?? []);
  return stoppingErrors(problems, new Set(held), facts).length > 0;
}

/** What a look at the tenant and the whole plan show. */
const waitingProblems = (
  plan: Plan,
  tenant: Tenant,
  model: OrganisationModel,
  ledger: StepLedger,
  today: string,
): Problem[] => [
  ...missingProblems(tenant, model, ledger, today),
  ...standingProblems(model.calendars, ledger),
  ...policyProblems(model.policies, ledger),
  ...pendingAdmins(plan, model, ledger),
  ...planLimits(plan, tenant, model, ledger, today),
];

/** What only the preview saw of calendars that are held back is still so: nothing has touched them. */
function withReviewed(problems: readonly Problem[], reviewed: Reviewed | undefined): readonly Problem[] {
  return reviewed?.held ? tidyProblems([...problems, ...reviewed.held.problems]) : problems;
}

/** The plan of the others. */
function withoutHeld(plan: Plan, held: readonly HeldBack[]): Plan {
  if (held.length === 0) return plan;
  const names = new Set(held.map(({ name }) => name));
  return {
    ...plan,
    changes: plan.changes.filter(({ name }) => !names.has(name)),
    held: held.map(({ address }) => address),
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
    people: knownPeople(people, model.organisation),
    ...(ends && { ends }),
  };
}

/** What the tenant shows otherwise than the state, by name. */
const behindIn = (ledger: StepLedger): string[] =>
  [...ledger.calendars, ...ledger.policies].flatMap(([name, { isBehind }]) => (isBehind ? [name] : []));

/** What changes, what the state is behind in, and what the specs ask for in other words than the state has. */
function reviewedOf(
  plan: Plan,
  ledger: StepLedger,
  behind: readonly string[],
  held: readonly HeldBack[],
  problems: readonly Problem[],
): Reviewed {
  const heldNames = held.map(({ name }) => name);
  const changes = [...plan.changes, ...(plan.policies ?? [])];
  const changed = changes.flatMap(({ name, kind }) => (kind === "unchanged" ? [] : [name]));
  const all = [...ledger.calendars, ...ledger.policies];
  const reworded = all.flatMap(([name, { live, wanted }]) => (isDeepStrictEqual(live, wanted) ? [] : [name]));
  const names = new Set([...changed, ...behind, ...reworded].filter((name) => !heldNames.includes(name)));
  const isAll = all.every(([name]) => names.has(name));
  const errors = problems.filter(({ severity }) => severity === "error");
  return {
    plan,
    steps: stepsToApply(plan, ledger),
    ...(!isAll && { only: [...names].sort() }),
    ...(heldNames.length > 0 && { held: { names: heldNames, problems: errors } }),
  };
}
