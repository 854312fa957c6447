import { carry } from "../src/problem/carry";
import type { Problem, ProblemCode } from "../src/problem/problem";
import { Refusal } from "./refuse";

/**
 * Something exists, but not all is done: the engine keeps id and properties in the state and calls update() next time.
 * The member names are the engine's.
 */
export class RecordPartlyDone<R extends { readonly id: string }> extends Refusal {
  readonly id: string;
  readonly reasons: readonly string[];
  /** With the text that loads the handler: the engine adds it to what succeeds only, and cannot read a record without. */
  readonly properties: R & { readonly __provider: string };

  constructor(
    loadingText: string,
    code: ProblemCode,
    record: R,
    problems: readonly Problem[],
    cause?: unknown,
  ) {
    super(code, problems, cause);
    this.id = record.id;
    this.reasons = problems.map((one) => carry([one]));
    this.properties = { ...record, __provider: loadingText };
  }
}
