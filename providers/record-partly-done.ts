import type { ProblemCode } from "../src/problem/problem";
import { Refusal } from "./refuse";

/**
 * Something exists, but not all is done: the engine keeps id and properties in the state and calls update() next time.
 * The member names are the engine's.
 */
export class RecordPartlyDone<R extends { readonly id: string }> extends Refusal {
  readonly id: string;
  /** With the text that loads the handler: the engine adds it to what succeeds only, and cannot read a record without. */
  readonly properties: R & { readonly __provider: string };

  constructor(
    loadingText: string,
    code: ProblemCode,
    record: R,
    readonly reasons: readonly string[],
    cause?: unknown,
  ) {
    super(code, reasons.join("\n"), cause);
    this.id = record.id;
    this.properties = { ...record, __provider: loadingText };
  }
}
