import type { CalendarOutcome } from "../plan/change";
import type { ErrorOutcome } from "../problem/catalogue/catalogue";
import { outcomeOf, type Problem } from "../problem/problem";
import type { RunOutcome } from "./run-result";

/** What a run is judged by. */
export interface RunFacts {
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Pick<CalendarOutcome, "outcome" | "problems">[];
  readonly changed: boolean;
  readonly interrupted: boolean;
  /** Single calendars are held back, and no error concerns the others: of a preview. */
  readonly isHeld?: boolean;
}

/** Among several errors: what cannot be known or is locked matters more than what is written wrongly. */
const GRAVEST_FIRST: readonly Exclude<ErrorOutcome, "drift">[] = [
  "refused",
  "unreadable",
  "failed",
  "sign-in",
  "invalid",
];

/** Someone changed it after the review: it was left alone, and the plan is no longer true. */
const hasMoved = ({ problems }: Pick<CalendarOutcome, "problems">): boolean =>
  problems.length > 0 &&
  problems.every(({ code }) => code === "moved-since-review" || code === "step-not-reviewed");

/** One word for how a run ended. What was half done matters more than why. */
export function runOutcome({ problems, outcomes, changed, interrupted, isHeld }: RunFacts): RunOutcome {
  if (interrupted) return "interrupted";
  if (isHeld && changed) return "held";
  const errors = problems.filter(({ severity }) => severity === "error");
  const failed = outcomes.filter(({ outcome }) => outcome === "failed" || outcome === "unknown");
  const isUntouched = failed.every(hasMoved) && outcomes.every(({ outcome }) => outcome !== "done");
  if (failed.length > 0) return isUntouched ? "refused" : "partial";
  if (errors.length > 0 && outcomes.some(({ outcome }) => outcome === "done")) return "partial";
  const ends = new Set(errors.map(({ code }) => outcomeOf(code)));
  return GRAVEST_FIRST.find((end) => ends.has(end)) ?? (changed ? "changed" : "unchanged");
}
