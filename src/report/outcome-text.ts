import type { CalendarOutcome, Outcome, PolicyOutcome } from "../plan/change";
import { wordsWithCode } from "../problem/carry";
import { KIND_WORDS, OUTCOME_SIGNS, unknownWords } from "./change-words";
import { counted } from "./counted";
import type { Paint } from "./paint";
import { placeText } from "./place-text";
import { policyOutcomeLines } from "./policy-text";

function outcomeLine({ change, outcome }: CalendarOutcome, paint: Paint): string {
  const words = KIND_WORDS[change.kind];
  const sign = OUTCOME_SIGNS[outcome];
  if (outcome === "done") return `${paint.good(sign)} ${words.done} ${change.address}`;
  if (outcome === "not-tried") return paint.faint(`${sign} Not tried: ${words.before} ${change.address}`);
  if (outcome === "unknown") {
    const [line, note] = unknownWords(change.kind, change.address);
    return `${paint.bad(line)}\n      ${note}`;
  }
  const place = change.at ? `  ${paint.faint(placeText(change.at))}` : "";
  return `${paint.bad(`${sign} ${words.notDone}`)} ${change.address}${place}`;
}

type Judged = Pick<CalendarOutcome, "outcome">;

const count = (outcomes: readonly Judged[], wanted: Outcome): number =>
  outcomes.filter(({ outcome }) => outcome === wanted).length;

function summary(outcomes: readonly Judged[], unchanged: number): string {
  const failed = count(outcomes, "failed");
  const unknown = count(outcomes, "unknown");
  const untried = count(outcomes, "not-tried");
  return [
    `${count(outcomes, "done")} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
    ...(untried > 0 ? [`${untried} not tried`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ].join(", ");
}

/** What a run of `up` did, calendar by calendar, and how much of it. */
export function outcomeText(
  organisation: string,
  outcomes: readonly CalendarOutcome[],
  paint: Paint,
  policies: readonly PolicyOutcome[] = [],
  ends = false,
): string {
  const touched = outcomes.filter(({ change }) => change.kind !== "unchanged");
  const unchanged = outcomes.length - touched.length;
  const name = paint.strong(organisation);
  const ofPolicies = policies.filter(({ change }) => change.kind !== "unchanged");
  const isStill = touched.length + ofPolicies.length === 0;
  if (ends && isStill) return `${name}: retired. Its names are locked from now on.\n`;
  if (isStill) return `${name}: nothing changed, ${counted(unchanged, "calendar")} as the specs say.\n`;
  const lines = touched.flatMap((outcome) => [
    `  ${outcomeLine(outcome, paint)}`,
    ...outcome.problems.map((each) => `      ${wordsWithCode(each).replaceAll("\n", "\n      ")}`),
  ]);
  const end = `${name}: ${summary([...touched, ...ofPolicies], unchanged)}.`;
  return [...lines, ...policyOutcomeLines(ofPolicies, paint), end, ""].join("\n");
}
