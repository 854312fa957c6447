import type { RecordedCalendar, RunOptions, RunResult } from "./run-result";

/** Shows what `up` would do to one organisation. Writes nothing to the tenant. */
export async function previewOrganisation(_options: RunOptions): Promise<RunResult> {
  throw new Error("not joined up yet");
}

/** Brings one organisation's calendars to what its specs say. */
export async function upOrganisation(_options: RunOptions): Promise<RunResult> {
  throw new Error("not joined up yet");
}

/** The organisation's calendars as the last run left them, without asking the tenant. */
export async function readRecorded(_options: RunOptions): Promise<readonly RecordedCalendar[]> {
  throw new Error("not joined up yet");
}
