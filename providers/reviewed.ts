import { readFileSync } from "node:fs";
import { type StepsToApply, type StepToApply, wantedDigest } from "../src/plan/steps-to-apply";
import { refuse } from "./refuse";

/** Where our own commands leave the steps that were reviewed. */
const REVIEWED = "BOOKINGS_REVIEWED";

/** The steps that a run may take; undefined where nothing says so: under plain Pulumi. */
export function reviewedSteps(env: Readonly<Record<string, string | undefined>>): StepsToApply | undefined {
  const file = env[REVIEWED];
  return file ? (JSON.parse(readFileSync(file, "utf8")) as StepsToApply) : undefined;
}

/** The step that was reviewed for a calendar or policy. Refuses where there is none, or it was another. */
export function reviewedStep(
  steps: StepsToApply | undefined,
  name: string,
  inputs: object,
): StepToApply | undefined {
  if (!steps) return undefined;
  const step = steps[name.toLowerCase()];
  if (step?.wanted !== wantedDigest(inputs)) throw refuse("step-not-reviewed", { name });
  return step;
}
