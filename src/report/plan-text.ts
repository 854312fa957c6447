import type { KnownPeople } from "../model/person";
import type { CalendarChange, Plan } from "../plan/change";
import { unbrokenTexts } from "../problem/printable";
import { wrap } from "../problem/wrap";
import { changeLines } from "./change-lines";
import { changeText, KIND_WORDS, KINDS, LOST_NOTE } from "./change-words";
import type { Paint } from "./paint";
import { outlineTexts } from "./plan-outline";
import { wholeSummary } from "./plan-summary";
import { policyOutlines, policyTexts } from "./policy-text";

function calendarText(change: CalendarChange, paint: Paint, people?: KnownPeople): string {
  const { before: verb, note } = KIND_WORDS[change.kind];
  const isLost = change.kind === "record" && change.deletion !== undefined;
  const words = { title: change.address, verb, note: isLost ? LOST_NOTE : note };
  return changeText(change, words, changeLines(change, paint, people), paint);
}

const byKindThenAddress = (one: CalendarChange, other: CalendarChange): number =>
  KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.address.localeCompare(other.address, "en");

/** What people can be expected to read through; of a longer plan they see the outline unless they ask for all. */
const MOST_LINES = 40;

/** How a text is to be laid out. */
export interface Layout {
  /** Everything, however long it is. */
  readonly verbose?: boolean;
  /** Columns of the terminal; absent in files and pipes. */
  readonly width?: number | undefined;
}

const linesOf = (texts: readonly string[]): number => texts.join("\n\n").split("\n").length;

function detailTexts(plan: Plan, paint: Paint, { verbose = false, width }: Layout): string[] {
  const { organisation, policies = [] } = plan;
  const shown = plan.changes.filter(({ kind }) => kind !== "unchanged").sort(byKindThenAddress);
  const textOf = (change: CalendarChange): string => calendarText(change, paint, plan.people);
  const all = [...shown.map(textOf), ...policyTexts(policies, paint, plan.people)];
  if (verbose || linesOf(all) <= MOST_LINES) return all;
  return [
    ...outlineTexts(shown, paint, width),
    // what is lost is never shortened
    ...shown.filter(({ kind }) => kind === "delete").map(textOf),
    ...policyOutlines(policies, paint),
    paint.faint(`  Every field and person: bookings preview ${organisation} --verbose`),
  ];
}

/** Calendars that a run leaves as they are, and that are not in its plan. */
function heldTexts({ held = [] }: Plan, paint: Paint): string[] {
  if (held.length === 0) return [];
  const titles = held.map((address) => `  ${paint.warning(`! Held back ${address}`)}`);
  const note =
    held.length === 1
      ? "It stays as it is until its error is settled."
      : "They stay as they are until their errors are settled.";
  return [[...titles, `      ${note}`].join("\n")];
}

/**
 * The plan of one organisation as a Local Administrator reads it: how much changes, then what, in full or, where that is
 * too long to read, in outline. Unchanged calendars are only counted.
 */
export function planText(told: Plan, paint: Paint, layout: Layout = {}): string {
  const plan = unbrokenTexts(told);
  const texts = [...detailTexts(plan, paint, layout), ...heldTexts(plan, paint)];
  const summary = `${paint.strong(plan.organisation)}: ${wholeSummary(plan)}.`;
  const text = [[summary, ...texts].join("\n\n"), ...(texts.length > 0 ? [""] : []), ""].join("\n");
  return wrap(text, layout.width);
}
