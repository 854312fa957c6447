import type { ProblemCode } from "../../src/problem/problem";
import { RecordPartlyDone } from "../record-partly-done";
import { LOADING_TEXT } from "./loading-text";
import type { PolicyRecord } from "./policy-record";

/** The group exists, but not all is done. */
export class PolicyPartlyDone extends RecordPartlyDone<PolicyRecord> {
  override readonly name = "PolicyPartlyDone";

  constructor(code: ProblemCode, record: PolicyRecord, reasons: readonly string[], cause?: unknown) {
    super(LOADING_TEXT, code, record, reasons, cause);
  }
}
