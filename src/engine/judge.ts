import type { CalendarOutcome } from "../plan/change";
import type { Problem, ProblemCode } from "../problem/problem";
import type { RunOutcome } from "./run-result";

/** What a run is judged by. */
export interface RunFacts {
  readonly problems: readonly Problem[];
  readonly outcomes: readonly Pick<CalendarOutcome, "outcome">[];
  readonly changed: boolean;
  readonly interrupted: boolean;
}

/** What an error says of the run as a whole. Whatever is not named here is a mistake in the specs. */
const MEANING: Partial<Record<ProblemCode, RunOutcome>> = {
  "stack-locked": "refused",
  "half-made": "refused",
  "calendar-missing": "refused",
  "limit-exceeded": "refused",
  "tenant-looks-wrong": "refused",
  "calendar-spec-vanished": "refused",
  "calendar-identity-changed": "refused",
  "tombstone-vanished": "refused",
  "tombstone-revived": "refused",
  "tombstone-edited": "refused",
  "deleted-address-reused": "refused",
  "deleted-is-locked": "refused",
  "deletion-under-way": "refused",
  "deletion-mark-lost": "refused",
  "calendar-mark-lost": "refused",
  "patients-booked": "refused",
  "policy-spec-vanished": "refused",
  "policy-identity-changed": "refused",
  "policy-revived": "refused",
  "would-lose-mailbox": "refused",
  "would-lose-licence": "refused",
  "bookings-needs-exchange": "refused",
  "organisation-still-alive": "refused",
  "organisation-revived": "refused",
  "organisation-unreadable": "unreadable",
  "tenant-changed": "refused",
  "tenant-of-environment-differs": "refused",
  "calendar-not-ours": "refused",
  "deleted-but-alive": "refused",
  "wrong-tenant": "refused",
  "calendar-look-failed": "unreadable",
  "addresses-unreadable": "unreadable",
  "directory-unreadable": "unreadable",
  "policy-unreadable": "unreadable",
  "engine-failed": "failed",
};

const isSignIn = (code: string): boolean => /^(identity|identities|sign-in)/.test(code);

const meaningOf = (code: ProblemCode): RunOutcome =>
  MEANING[code] ?? (isSignIn(code) ? "sign-in" : "invalid");

/** Among several errors: what cannot be known or is locked matters more than what is written wrongly. */
const GRAVEST_FIRST: readonly RunOutcome[] = ["refused", "unreadable", "failed", "sign-in", "invalid"];

/** One word for how a run ended. What was half done matters more than why. */
export function judge({ problems, outcomes, changed, interrupted }: RunFacts): RunOutcome {
  if (interrupted) return "interrupted";
  const errors = problems.filter(({ severity }) => severity === "error");
  if (outcomes.some(({ outcome }) => outcome === "failed" || outcome === "unknown")) return "partial";
  if (errors.length > 0 && outcomes.some(({ outcome }) => outcome === "done")) return "partial";
  const meanings = new Set(errors.map(({ code }) => meaningOf(code)));
  return GRAVEST_FIRST.find((meaning) => meanings.has(meaning)) ?? (changed ? "changed" : "unchanged");
}
