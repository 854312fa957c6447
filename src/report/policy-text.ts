import type { ChangeKind, PolicyChange, PolicyOutcome, SwitchChange } from "../plan/change";
import { printable } from "../problem/printable";
import { DRIFT_NOTE, KIND_WORDS, OUTCOME_SIGNS, unknownWords } from "./change-words";
import type { Paint } from "./paint";
import { personName } from "./person-name";
import { placeText } from "./place-text";

/** Up to here people are named; of a policy of thousands nobody reads more. */
const MOST_NAMES = 40;

/** What people must know beside applications and people. The calendars' notes speak of calendars. */
const NOTES: Partial<Readonly<Record<ChangeKind, string>>> = {
  complete:
    "An earlier run began this policy and did not finish it, or the directory could not serve everybody.",
  recreate: "The tenant lost the group of this policy. It is made again with its people.",
  delete: "The policy ends: its people keep whatever they have from elsewhere, and nothing of this policy.",
  record: "It was retired before, and this state does not know it yet. Nothing is written to the tenant.",
};

const title = (change: PolicyChange): string => `policy ${change.displayName}`;

function names(label: string, changes: readonly SwitchChange[], name: (text: string) => string): string[] {
  const rest = changes.length - MOST_NAMES;
  return [
    ...changes.slice(0, MOST_NAMES).map((one) => `${label}: ${printable(name(one.name))}`),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ];
}

function lines(change: PolicyChange, paint: Paint): string[] {
  const note = NOTES[change.kind];
  const off = (changes: readonly SwitchChange[]) => changes.filter(({ on }) => !on);
  const on = (changes: readonly SwitchChange[]) => changes.filter((one) => one.on);
  return [
    ...(change.repairsDrift ? [paint.warning(DRIFT_NOTE)] : []),
    ...(note ? [change.kind === "delete" ? paint.bad(note) : note] : []),
    ...(change.deletion ? [`Reason: ${printable(change.deletion.reason)}`] : []),
    ...names("Switch on", on(change.applications), String),
    ...names("Switch off", off(change.applications), String),
    ...names("Add", on(change.users), personName),
    ...names("Take off", off(change.users), personName),
  ];
}

function policyText(change: PolicyChange, paint: Paint): string {
  const { sign, before } = KIND_WORDS[change.kind];
  const brush = change.kind === "delete" ? paint.bad : change.kind === "update" ? paint.warning : paint.good;
  const place = change.at ? `  ${paint.faint(placeText(change.at))}` : "";
  const heading = `${brush(`${sign} ${before} ${title(change)}`)}${place}`;
  return [`  ${heading}`, ...lines(change, paint).map((line) => `      ${line}`), ""].join("\n");
}

/** What happens to policies, as a Local Administrator reads it. Unchanged ones are only counted. */
export function policyTexts(changes: readonly PolicyChange[], paint: Paint): string[] {
  return changes.filter(({ kind }) => kind !== "unchanged").map((change) => policyText(change, paint));
}

function outcomeLine({ change, outcome }: PolicyOutcome, paint: Paint): string {
  const words = KIND_WORDS[change.kind];
  const sign = OUTCOME_SIGNS[outcome];
  if (outcome === "done") return `${paint.good(sign)} ${words.done} ${title(change)}`;
  if (outcome === "not-tried") return paint.faint(`${sign} Not tried: ${words.before} ${title(change)}`);
  if (outcome === "unknown") {
    const [line, note] = unknownWords(change.kind, title(change));
    return `${paint.bad(line)}\n      ${note}`;
  }
  return `${paint.bad(`${sign} ${words.notDone}`)} ${title(change)}`;
}

/** What a run of `up` did to policies, a line each with what went wrong below. */
export function policyOutcomeLines(outcomes: readonly PolicyOutcome[], paint: Paint): string[] {
  return outcomes.flatMap((outcome) => [
    `  ${outcomeLine(outcome, paint)}`,
    ...outcome.reasons.map((reason) => `      ${printable(reason).replaceAll("\n", "\n      ")}`),
  ]);
}
