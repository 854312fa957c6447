import type { CalendarChange, ChangeKind, Plan } from "../plan/change";
import { changeLines } from "./change-lines";
import { DRIFT_NOTE, KIND_WORDS, KINDS } from "./change-words";
import type { Paint } from "./paint";
import { placeText } from "./place-text";
import { policyTexts } from "./policy-text";
import { wholeSummary } from "./whole-summary";

type Brush = (text: string) => string;

function brushFor(kind: ChangeKind, paint: Paint): Brush {
  if (kind === "delete") return paint.bad;
  return kind === "update" ? paint.warning : paint.good;
}

function heading(change: CalendarChange, paint: Paint): string {
  const { sign, before } = KIND_WORDS[change.kind];
  const title = brushFor(change.kind, paint)(`${sign} ${before} ${change.address}`);
  return change.at ? `${title}  ${paint.faint(placeText(change.at))}` : title;
}

function notes(change: CalendarChange, paint: Paint): string[] {
  const { note } = KIND_WORDS[change.kind];
  return [
    ...(change.repairsDrift ? [paint.warning(DRIFT_NOTE)] : []),
    ...(note ? [change.kind === "delete" ? paint.bad(note) : note] : []),
  ];
}

function calendarText(change: CalendarChange, paint: Paint): string {
  const details = [...notes(change, paint), ...changeLines(change, paint)];
  return [`  ${heading(change, paint)}`, ...details.map((line) => `      ${line}`), ""].join("\n");
}

const byKindThenAddress = (one: CalendarChange, other: CalendarChange): number =>
  KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.address.localeCompare(other.address, "en");

/** The plan of one organisation as a Local Administrator reads it. Unchanged calendars are only counted. */
export function planText(plan: Plan, paint: Paint): string {
  const shown = plan.changes.filter(({ kind }) => kind !== "unchanged").sort(byKindThenAddress);
  return [
    ...shown.map((change) => calendarText(change, paint)),
    ...policyTexts(plan.policies ?? [], paint),
    `${paint.strong(plan.organisation)}: ${wholeSummary(plan)}.`,
    "",
  ].join("\n");
}
