import type { RunOutcome } from "../engine/run-result";
import { type ExitCode, exitCode, exitCodeOf } from "../problem/exit-code";

const CODES: Readonly<Record<RunOutcome, ExitCode>> = {
  ...exitCodeOf,
  unchanged: exitCode.fine,
  changed: exitCode.fine,
  held: exitCode.partlyApplied,
  partial: exitCode.partlyApplied,
  interrupted: exitCode.interrupted,
};

/** With several organisations the worst one decides: first what was left half done, then what must be understood. */
const WORST_FIRST: readonly RunOutcome[] = [
  "interrupted",
  "partial",
  "failed",
  "unreadable",
  "sign-in",
  "refused",
  "invalid",
  "held",
  "changed",
  "unchanged",
];

/** Whether nothing more may follow a run that ended so. */
export function isBad(outcome: RunOutcome): boolean {
  return outcome !== "changed" && outcome !== "unchanged";
}

/** Whether an `up` makes the changes of a preview that ended so. */
export const goesOn = (outcome: RunOutcome): boolean => outcome === "changed" || outcome === "held";

/** The outcome that speaks for all of them. */
export function worstOutcome(outcomes: readonly RunOutcome[]): RunOutcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "unchanged";
}

/** The exit code of a preview: changes are fine, unless `--detailed-exitcode` asks to be told by 2. */
export function previewExitCode(outcomes: readonly RunOutcome[], detailed: boolean): ExitCode {
  const worst = worstOutcome(outcomes);
  return worst === "changed" && detailed ? exitCode.changes : CODES[worst];
}

/** The exit code of `up`: when some organisations were changed and others failed, that is partly applied. */
export function upExitCode(outcomes: readonly RunOutcome[]): ExitCode {
  const worst = worstOutcome(outcomes);
  const isMixed = outcomes.includes("changed") && isBad(worst) && worst !== "interrupted";
  return isMixed ? exitCode.partlyApplied : CODES[worst];
}
