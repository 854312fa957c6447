import type { RecordedPolicy } from "../engine/run-result";

/** A user policy as the lists show it: recorded by an earlier run, or only planned by a spec; `updating` while a run works on it. */
export interface ListedPolicy extends Omit<RecordedPolicy, "status"> {
  readonly status: RecordedPolicy["status"] | "planned" | "updating";
}
