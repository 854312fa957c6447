import type { ProblemCode } from "../../src/problem/problem";
import { Refusal } from "../booking-calendar/refuse";
import { LOADING_TEXT } from "./loading-text";
import type { PolicyRecord } from "./policy-record";

/**
 * The group exists, but not all is done: the engine keeps id and properties in the state and calls update() next time.
 * The member names are the engine's.
 */
export class PolicyPartlyDone extends Refusal {
  override readonly name = "PolicyPartlyDone";
  readonly id: string;
  readonly properties: PolicyRecord & { readonly __provider: string };
  readonly reasons: readonly string[];

  constructor(code: ProblemCode, record: PolicyRecord, reasons: readonly string[], cause?: unknown) {
    super(code, reasons.join("\n"), cause);
    this.id = record.id;
    this.properties = { ...record, __provider: LOADING_TEXT };
    this.reasons = reasons;
  }
}
