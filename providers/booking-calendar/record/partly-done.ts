import type { CalendarRecord } from "../../../src/model/calendar-record";
import type { Problem, ProblemCode } from "../../../src/problem/problem";
import { RecordPartlyDone } from "../../record-partly-done";

/** The text that loads the handler, as every state since the first version holds it. Frozen. */
export const LOADING_TEXT = 'exports.handler=()=>require("./provider.js").bookingCalendar';

/** The calendar exists, but not all is done. */
export class PartlyDone extends RecordPartlyDone<CalendarRecord> {
  override readonly name = "PartlyDone";

  constructor(code: ProblemCode, record: CalendarRecord, problems: readonly Problem[], cause?: unknown) {
    super(LOADING_TEXT, code, record, problems, cause);
  }
}
