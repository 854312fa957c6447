import type { Estate } from "../model/estate";
import type { Problem, ProblemCode } from "../problem/problem";

/** What rules look at. */
export interface RuleContext {
  readonly estate: Estate;
  /** Files of which a part could not be understood: what they seem to lack may only be misspelt there. */
  readonly salvaged: ReadonlySet<string>;
}

/** Something that must hold of the estate. Its page is docs/rules/<id>.md. */
export interface Rule {
  /** Kebab-case; the name of its file, its page and its fixtures. */
  readonly id: string;
  /** The problems that it can report. */
  readonly codes: readonly ProblemCode[];
  /** Everything in the estate that does not hold. Pure. */
  readonly check: (context: RuleContext) => Problem[];
}
