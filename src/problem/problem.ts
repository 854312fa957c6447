import { catalogue } from "./catalogue";
import {
  type CatalogueEntry,
  type ErrorOutcome,
  type ProblemArg,
  type Severity,
  severityOf,
} from "./catalogue/catalogue";
import type { Place } from "./place";

/** The closed union of all codes. */
export type ProblemCode = keyof typeof catalogue;

type ArgsOf<F> = F extends (args: infer A) => unknown ? (unknown extends A ? object : A) : object;
type AdviceOf<E> = E extends { readonly advice: infer F } ? ArgsOf<F> : object;

/** What the words of a code need to know. */
export type ProblemArgs<C extends ProblemCode> = ArgsOf<(typeof catalogue)[C]["sentence"]> &
  AdviceOf<(typeof catalogue)[C]>;

/** Something that a person must know about, as data; words are made by the formatters. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly at?: Place;
  /** Other places that belong to it, such as the first of two clashing addresses. */
  readonly also?: readonly Place[];
  readonly args: Readonly<Record<string, ProblemArg>>;
}

/** Whether it stops a run. */
export const isError = ({ severity }: Problem): boolean => severity === "error";

/** Makes a problem; the compiler checks that the arguments are those which the words of the code need. */
export function problem<C extends ProblemCode>(
  code: C,
  args: ProblemArgs<C>,
  at?: Place,
  also?: readonly Place[],
): Problem {
  return {
    code,
    severity: severityOf(catalogue[code]),
    ...(at && { at }),
    ...(also && also.length > 0 && { also }),
    args: { ...(args as Problem["args"]) },
  };
}

/** The address of the calendar that an error concerns, where it concerns no other: a run can hold that one back. */
export function onlyCalendarOf({ code, args }: Problem): string | undefined {
  const entry: CatalogueEntry = catalogue[code];
  const isOfOne = "outcome" in entry && entry.scope === "calendar";
  return isOfOne ? String(args["address"] ?? args["calendar"]) : undefined;
}

/** How a command ends that this error stops. */
export function outcomeOf(code: ProblemCode): ErrorOutcome {
  const entry: CatalogueEntry = catalogue[code];
  return "outcome" in entry ? entry.outcome : "failed";
}
