import type { ProblemCode } from "../../src/problem/problem";
import { RecordPartlyDone } from "../record-partly-done";
import type { CalendarRecord } from "./calendar-record";
import { LOADING_TEXT } from "./loading-text";

/** The calendar exists, but not all is done. */
export class PartlyDone extends RecordPartlyDone<CalendarRecord> {
  override readonly name = "PartlyDone";

  constructor(code: ProblemCode, record: CalendarRecord, reasons: readonly string[], cause?: unknown) {
    super(LOADING_TEXT, code, record, reasons, cause);
  }
}
