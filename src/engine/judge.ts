import type { CalendarOutcome } from "../plan/change";
import type { ErrorOutcome } from "../problem/catalogue/catalogue";
import { outcomeOf, type Problem } from "../problem/problem";
import type { RunOutcome } from "./run-result";

/** What a run is judged by. */
export interface RunFacts {
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Pick<CalendarOutcome, "outcome">[];
  readonly changed: boolean;
  readonly interrupted: boolean;
}

/** Among several errors: what cannot be known or is locked matters more than what is written wrongly. */
const GRAVEST_FIRST: readonly Exclude<ErrorOutcome, "drift">[] = [
  "refused",
  "unreadable",
  "failed",
  "sign-in",
  "invalid",
];

/** One word for how a run ended. What was half done matters more than why. */
export function judge({ problems, outcomes, changed, interrupted }: RunFacts): RunOutcome {
  if (interrupted) return "interrupted";
  const errors = problems.filter(({ severity }) => severity === "error");
  if (outcomes.some(({ outcome }) => outcome === "failed" || outcome === "unknown")) return "partial";
  if (errors.length > 0 && outcomes.some(({ outcome }) => outcome === "done")) return "partial";
  const ends = new Set(errors.map(({ code }) => outcomeOf(code)));
  return GRAVEST_FIRST.find((end) => ends.has(end)) ?? (changed ? "changed" : "unchanged");
}
