import type { ProblemCode } from "../../src/problem/problem";
import type { CalendarRecord } from "./calendar-record";
import { LOADING_TEXT } from "./loading-text";
import { Refusal } from "./refuse";

/**
 * Something exists, but not all is done: the engine keeps id and properties in the state and calls update() next time.
 * The member names are the engine's.
 */
export class PartlyDone extends Refusal {
  override readonly name = "PartlyDone";
  readonly id: string;
  /** With the text that loads the handler: the engine adds it to what succeeds only, and cannot read a record without. */
  readonly properties: CalendarRecord & { readonly __provider: string };
  readonly reasons: readonly string[];

  constructor(code: ProblemCode, record: CalendarRecord, reasons: readonly string[], cause?: unknown) {
    super(code, reasons.join("\n"), cause);
    this.id = record.id;
    this.properties = { ...record, __provider: LOADING_TEXT };
    this.reasons = reasons;
  }
}
