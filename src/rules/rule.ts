import type { BookingCalendar } from "../model/booking-calendar";
import type { Estate } from "../model/estate";
import type { Organisation } from "../model/organisation";
import type { UserPolicy } from "../model/user-policy";
import type { Problem, ProblemCode } from "../problem/problem";

/** What rules look at. */
interface RuleContext {
  readonly estate: Estate;
  /** Files of which a part could not be understood: what they seem to lack may only be misspelt there. */
  readonly salvaged: ReadonlySet<string>;
}

/** Something that must hold of the estate. Its page is docs/rules/<id>.md. */
export interface Rule {
  /** Kebab-case; the name of its page and its fixtures. */
  readonly id: string;
  /** The problems that it can report. */
  readonly codes: readonly ProblemCode[];
  /** Everything in the estate that does not hold. Pure. */
  readonly check: (context: RuleContext) => Problem[];
}

/** Each item that has the same key as one before it, with the first that has it. Without a key, an item is like no other. */
export function repeats<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): { readonly first: T; readonly again: T }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((again) => {
    const key = keyOf(again);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first) return [{ first, again }];
    firsts.set(key, again);
    return [];
  });
}

/** What a check finds in each calendar of the estate. */
export function eachCalendar(
  { organisations }: Estate,
  check: (calendar: BookingCalendar, organisation: Organisation) => readonly Problem[],
): Problem[] {
  const problems: Problem[] = [];
  for (const { organisation, calendars } of organisations) {
    for (const calendar of calendars) problems.push(...check(calendar, organisation));
  }
  return problems;
}

/** What a check finds in each user policy of the estate. */
export function eachPolicy(
  { organisations }: Estate,
  check: (policy: UserPolicy, organisation: Organisation) => readonly Problem[],
): Problem[] {
  return organisations.flatMap(({ organisation, policies }) =>
    policies.flatMap((policy) => check(policy, organisation)),
  );
}
