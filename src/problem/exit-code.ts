import type { ErrorOutcome } from "./catalogue/catalogue";

/** The one table from outcome to exit code of `bookings`. */
export const exitCode = {
  fine: 0,
  failed: 1,
  /** Drift was found, or (with `--detailed-exitcode`) there are changes. */
  changes: 2,
  specsInvalid: 3,
  notPermitted: 4,
  refused: 5,
  partlyApplied: 6,
  unreadable: 7,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of the exit codes in the table. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The exit code of each outcome that an error may have. */
export const exitCodeOf: Readonly<Record<ErrorOutcome, ExitCode>> = {
  failed: exitCode.failed,
  drift: exitCode.changes,
  invalid: exitCode.specsInvalid,
  "sign-in": exitCode.notPermitted,
  refused: exitCode.refused,
  unreadable: exitCode.unreadable,
};
