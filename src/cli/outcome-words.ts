import type { RunOutcome } from "../engine/run-result";

/** Why a run ended as it did, for outcomes that are no success. */
export const OUTCOME_WORDS: Readonly<Partial<Record<RunOutcome, string>>> = {
  invalid: "the specs have errors; nothing was changed",
  refused: "refused by a lock or a limit; nothing was changed",
  "sign-in": "sign-in failed, or a permission is missing",
  partial: "applied in part; settle what failed, then run bookings up again: it does just the rest",
  unreadable: "something could not be read; nothing was changed",
  failed: "failed",
  interrupted: "interrupted; run bookings up again to go on",
};
