import type { Problem, ProblemCode } from "../../src/problem/problem";
import { RecordPartlyDone } from "../record-partly-done";
import type { CalendarRecord } from "./calendar-record";
import { LOADING_TEXT } from "./loading-text";

/** The calendar exists, but not all is done. */
export class PartlyDone extends RecordPartlyDone<CalendarRecord> {
  override readonly name = "PartlyDone";

  constructor(code: ProblemCode, record: CalendarRecord, problems: readonly Problem[], cause?: unknown) {
    super(LOADING_TEXT, code, record, problems, cause);
  }
}
