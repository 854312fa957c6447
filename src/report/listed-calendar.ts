import type { RecordedCalendar } from "../engine/run-result";

/** A calendar as the lists show it: recorded by an earlier run, or only planned by a spec. */
export interface ListedCalendar extends Omit<RecordedCalendar, "status"> {
  readonly status: RecordedCalendar["status"] | "planned";
}
