import type { CalendarOutcome, Outcome, Plan, PolicyOutcome } from "../plan/change";
import { unbrokenTexts } from "../problem/printable";
import { wrap } from "../problem/wrap";
import { doneWord, KINDS, OUTCOME_SIGNS, outcomeLines } from "./change-words";
import type { Paint } from "./paint";
import { counted, placeText } from "./phrases";
import type { Layout } from "./plan-text";
import { policyOutcomeLines } from "./policy-text";

function summary(outcomes: readonly (CalendarOutcome | PolicyOutcome)[], unchanged: number): string {
  const count = (wanted: Outcome): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const others: readonly (readonly [number, string])[] = [
    [count("failed"), "failed"],
    [count("unknown"), "not known"],
    [count("not-tried"), "not tried"],
    [unchanged, "unchanged"],
  ];
  const told = others.filter(([some]) => some > 0).map(([some, words]) => `${some} ${words}`);
  return [`${count("done")} done`, ...told].join(", ");
}

/** What needs someone first, then what was done. */
const ORDER: readonly Outcome[] = ["failed", "unknown", "not-tried", "done"];
/** Up to here each thing that was done has a line. The plan above has named them all. */
const MOST_DONE = 12;

const isDeletion = ({ change }: CalendarOutcome | PolicyOutcome): boolean => change.kind === "delete";

function calendarLines(outcome: CalendarOutcome, paint: Paint): string[] {
  const { address, at } = outcome.change;
  const place = at ? `  ${paint.faint(placeText(at))}` : "";
  return outcomeLines(outcome, address, paint, place);
}

/** “✓ Created 27 calendars”, for each kind of change. */
const countedDone = (outcomes: readonly CalendarOutcome[], { good }: Paint): string[] =>
  KINDS.flatMap((kind) => {
    const { length } = outcomes.filter(({ change }) => change.kind === kind);
    const line = `${good(OUTCOME_SIGNS.done)} ${doneWord(kind)} ${counted(length, "calendar")}`;
    return length > 0 ? [`  ${line}`] : [];
  });

function calendarsText(outcomes: readonly CalendarOutcome[], paint: Paint, verbose: boolean): string[] {
  const plain = outcomes.filter((one) => one.outcome === "done" && one.problems.length === 0);
  const folded = verbose || plain.length <= MOST_DONE ? [] : plain.filter((one) => !isDeletion(one));
  const named = outcomes.filter((one) => !folded.includes(one));
  return [
    ...ORDER.flatMap((wanted) =>
      named.filter(({ outcome }) => outcome === wanted).flatMap((one) => calendarLines(one, paint)),
    ),
    ...countedDone(folded, paint),
  ];
}

/** What a run of `up` did: how much of it, then calendar by calendar, what went wrong first. */
export function outcomeText(told: ToldRun, paint: Paint, { verbose = false, width }: Layout = {}): string {
  const { organisation, outcomes, policyOutcomes = [], plan } = unbrokenTexts(told);
  const { ends } = plan;
  const touched = outcomes.filter(({ change }) => change.kind !== "unchanged");
  const unchanged = outcomes.length - touched.length;
  const name = paint.strong(organisation);
  const ofPolicies = policyOutcomes.filter(({ change }) => change.kind !== "unchanged");
  const isStill = touched.length + ofPolicies.length === 0;
  if (ends && isStill) return `${name}: retired. Its names are locked from now on.\n`;
  if (isStill) return `${name}: nothing changed, ${counted(unchanged, "calendar")} as the specs say.\n`;
  const lines = [
    `${name}: ${summary([...touched, ...ofPolicies], unchanged)}.`,
    ...calendarsText(touched, paint, verbose),
    ...ofPolicies.flatMap((outcome) => policyOutcomeLines(outcome, paint)),
    "",
  ];
  return wrap(lines.join("\n"), width);
}

interface ToldRun {
  readonly organisation: string;
  readonly outcomes: readonly CalendarOutcome[];
  readonly policyOutcomes?: readonly PolicyOutcome[];
  readonly plan: Pick<Plan, "ends">;
}
