import type { RecordedCalendar } from "../engine/run-result";

/** A calendar as the lists show it: recorded by an earlier run, or only planned by a spec; `updating` while a run works on it. */
export interface ListedCalendar extends Omit<RecordedCalendar, "status"> {
  readonly status: RecordedCalendar["status"] | "planned" | "updating";
}
