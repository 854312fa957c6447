import type { RunOutcome } from "../engine/run-result";
import type { CalendarChange, Plan, PolicyChange } from "../plan/change";
import type { ReviewedOrganisation, ReviewedPlan } from "../plan/reviewed-plan";
import { firstOf, type Severity } from "../problem/catalogue/catalogue";
import type { Place } from "../problem/place";
import { printable, unbrokenTexts } from "../problem/printable";
import type { CheckReport } from "./finding-formats";
import { codeSpan, fenced, longestRun, short } from "./markdown";
import { paint } from "./paint";
import { counted, placeText } from "./phrases";
import { wholeSummary } from "./plan-summary";
import { planText } from "./plan-text";
import { headOf, reviewedParts } from "./reviewed-plan-text";

/** One problem as `--json` prints it. */
interface TellableProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly advice?: string;
  readonly at?: Place;
}

interface PreviewedOrganisation
  extends Pick<Plan, "organisation" | "held" | "people">,
    Pick<ToldOrganisation, "outcome" | "problems"> {
  readonly changes: readonly Omit<CalendarChange, "organisation">[];
  readonly policies?: readonly Omit<PolicyChange, "organisation">[];
}

/** What `bookings preview --json` prints, as far as a comment tells it. */
export interface PreviewReport {
  readonly organisations: readonly PreviewedOrganisation[];
}

/** What `bookings check --json` prints, as far as a comment tells it. */
export interface ChangeReport extends Pick<CheckReport, "organisations" | "otherFiles" | "reviewers"> {
  readonly problems: readonly TellableProblem[];
}

/** What a command prints with `--json` where it refuses, as far as a comment tells it. */
export interface RefusedReport {
  readonly refused: { readonly message: string; readonly advice?: string };
  readonly problems: readonly TellableProblem[];
}

export interface CommentInput {
  readonly checks: readonly ChangeReport[];
  readonly previews: readonly PreviewReport[];
  /** What `bookings preview --out` wrote. */
  readonly plans: readonly ReviewedPlan[];
  readonly refusals: readonly RefusedReport[];
  /** Files that hold nothing: their command ended before it had an answer. */
  readonly empty: readonly string[];
}

/** An organisation as a preview or a plan tells it. */
interface ToldOrganisation {
  readonly organisation: string;
  readonly outcome: RunOutcome;
  readonly summary: string;
  readonly problems: readonly TellableProblem[];
  readonly deleted: readonly { readonly address: string; readonly booked: number }[];
  /** The changes in words, each with what belongs to it. */
  readonly blocks: () => readonly string[];
}

/** Each of our comments begins with this, so that the next run finds and replaces it. The number is the form's version. */
export const MARKER = "<!-- nhsmail-bookings:comment:1 -->";

/** GitHub takes 65,536 characters, and counts some of them more than once. */
export const MOST_CHARACTERS = 60_000;

const MOST_ROWS = 30;
const MOST_LISTED = 10;
const ROOM_FOR_PROBLEMS = 15_000;
const PLAIN = paint(false);

/**
 * One Markdown comment of checks and previews: verdict, counts, what is deleted, problems, and the calendars in words,
 * folded. Whatever comes from a pull request stands in code, where neither HTML nor links nor mentions mean anything.
 * What does not fit is counted in the last line, never silently cut.
 */
export function comment(told: CommentInput, most = MOST_CHARACTERS): string {
  const input = unbrokenTexts(told);
  const organisations = [
    ...input.previews.flatMap((preview) => preview.organisations.map(previewed)),
    ...input.plans.flatMap((plan) => plan.organisations.map(planned)),
  ];
  const problems = [
    ...input.checks.flatMap((check) => check.problems),
    ...input.refusals.flatMap(refusalProblems),
    ...organisations.flatMap((one) => one.problems),
  ];
  const head = [
    MARKER,
    `### ${verdict(problems, organisations, input.empty)}`,
    "",
    ...touchedLines(input.checks),
    ...emptyLines(input.empty),
    ...countLines(organisations),
    ...deletionLines(organisations),
    ...problemLines(problems),
  ].join("\n");
  return withDetails(head, organisations, most);
}

function previewed(one: PreviewedOrganisation): ToldOrganisation {
  const plan = planOf(one);
  const { organisation, outcome, problems, changes, policies = [] } = one;
  const isChanging =
    outcome !== "unchanged" || [...changes, ...policies].some(({ kind }) => kind !== "unchanged");
  return {
    organisation,
    outcome,
    summary: wholeSummary(plan),
    problems,
    deleted: changes
      .filter(({ kind }) => kind === "delete")
      .map(({ address, deletion }) => ({ address, booked: deletion?.futureAppointments ?? 0 })),
    blocks: () => (isChanging ? planText(plan, PLAIN, { verbose: true }).trimEnd().split("\n\n") : []),
  };
}

function planned(one: ReviewedOrganisation): ToldOrganisation {
  const { organisation, ends, steps, held = [] } = one;
  return {
    organisation,
    outcome: held.length > 0 ? "held" : ends || steps.length > 0 ? "changed" : "unchanged",
    summary: headOf(one),
    problems: [],
    deleted: steps
      .filter(({ of, kind }) => of === "calendar" && kind === "delete")
      .map(({ title, deletion }) => ({ address: title, booked: deletion?.futureAppointments ?? 0 })),
    blocks: () => reviewedParts(one),
  };
}

/** Its problems, and its own words where none of them is an error. */
function refusalProblems({ refused, problems }: RefusedReport): readonly TellableProblem[] {
  if (problems.some(({ severity }) => severity === "error")) return problems;
  const { message, advice } = refused;
  const own = { code: "refused", severity: "error", sentence: message, ...(advice && { advice }) } as const;
  return [own, ...problems];
}

const FINE: readonly RunOutcome[] = ["unchanged", "changed", "held"];

function verdict(
  problems: readonly TellableProblem[],
  told: readonly ToldOrganisation[],
  empty: readonly string[],
): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const failed = told.filter(({ outcome }) => !FINE.includes(outcome)).length;
  const held = told.filter(({ outcome }) => outcome === "held");
  const ofHeld = held.flatMap((one) => one.problems).filter(({ severity }) => severity === "error").length;
  if (errors > 0 && ofHeld === errors)
    return `❌ Bookings: ${counted(errors, "error")} of single calendars, which are held back. The others can be applied.`;
  if (errors > 0) return `❌ Bookings: ${counted(errors, "error")}. This change cannot be applied as it is.`;
  if (failed > 0) return `❌ Bookings: the preview of ${counted(failed, "organisation")} failed.`;
  if (empty.length > 0) return `❌ Bookings: ${counted(empty.length, "report")} without content.`;
  if (held.length > 0) return "❌ Bookings: single calendars are held back. The others can be applied.";
  const deleted = told.flatMap((one) => one.deleted).length;
  if (deleted > 0) return `⚠️ Bookings: this change DELETES ${counted(deleted, "calendar")}.`;
  if (told.length === 0) return "✅ Bookings: the specs are valid. No preview was made.";
  const changes = told.some(({ outcome }) => outcome === "changed");
  return changes ? "✅ Bookings: ready to be reviewed." : "✅ Bookings: nothing changes.";
}

/** A file that holds nothing is not a preview without changes. */
function emptyLines(empty: readonly string[]): string[] {
  if (empty.length === 0) return [];
  const files = firstOf(empty.map(codeSpan), MOST_LISTED);
  return [`**Nothing is in** ${files}: the command that writes it failed. The log of this run says why.`, ""];
}

function touchedLines(checks: readonly ChangeReport[]): string[] {
  const row = (label: string, of: (check: ChangeReport) => readonly string[]) => {
    const all = [...new Set(checks.flatMap(of))].map(codeSpan);
    return all.length > 0 ? [`- ${label}: ${firstOf(all, MOST_LISTED)}`] : [];
  };
  const lines = [
    ...row("Organisations touched", ({ organisations }) => organisations),
    ...row("To be approved by", ({ reviewers }) => reviewers.map(({ owner }) => owner)),
    ...row("Files besides specs", ({ otherFiles }) => otherFiles),
  ];
  return lines.length > 0 ? [...lines, ""] : [];
}

function countLines(organisations: readonly ToldOrganisation[]): string[] {
  if (organisations.length === 0) return [];
  const rows = organisations
    .slice(0, MOST_ROWS)
    .map((one) => `| ${codeSpan(one.organisation)} | ${one.outcome} | ${one.summary} |`);
  const rest = organisations.length - rows.length;
  const more = rest > 0 ? [`| … and ${counted(rest, "organisation")} more | | |`] : [];
  return ["| Organisation | Outcome | Calendars and policies |", "|---|---|---|", ...rows, ...more, ""];
}

const planOf = ({ organisation, changes, policies = [], people = {}, held }: PreviewedOrganisation) => ({
  organisation,
  people,
  ...(held && { held }),
  changes: changes.map((change) => ({ ...change, organisation })),
  policies: policies.map((policy) => ({ ...policy, organisation })),
});

function deletionLines(organisations: readonly ToldOrganisation[]): string[] {
  const deleted = organisations
    .flatMap((one) => one.deleted)
    .map(({ address, booked }) =>
      booked > 0 ? `${codeSpan(address)} (**${counted(booked, "future appointment")}**)` : codeSpan(address),
    );
  return deleted.length > 0 ? [`**Deleted for good:** ${firstOf(deleted, MOST_LISTED)}`, ""] : [];
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, advice: 2 };

function problemLines(problems: readonly TellableProblem[]): string[] {
  if (problems.length === 0) return [];
  const sorted = problems.toSorted((one, other) => WEIGHT[one.severity] - WEIGHT[other.severity]);
  const lines = sorted.map(problemText);
  const shown = lines.slice(0, fitting(lines, ROOM_FOR_PROBLEMS));
  const rest = lines.length - shown.length;
  const more = rest > 0 ? [`… and ${counted(rest, "problem")} more.`] : [];
  return [...fenced([...shown, ...more].join("\n")), ""];
}

const MOST_OF_A_TEXT = 600;
function problemText({ severity, code: name, sentence, advice, at }: TellableProblem): string {
  const place = at ? `${placeText(at)} ` : "";
  const lines = advice
    ? short(advice, MOST_OF_A_TEXT)
        .split("\n")
        .map((line) => `  → ${line}`)
    : [];
  return [
    `${short(place, MOST_OF_A_TEXT)}${severity} ${name}: ${short(sentence, MOST_OF_A_TEXT)}`,
    ...lines,
  ].join("\n");
}

/** The calendars of each organisation, folded, as many as there is room for. */
function withDetails(head: string, organisations: readonly ToldOrganisation[], most: number): string {
  const parts = [head];
  let room = most - head.length - LEFT_OUT_ROOM;
  let leftOut = 0;
  for (const one of organisations) {
    const blocks = one.blocks().map(printable);
    const shown = blocks.slice(0, fitting(blocks, room - FOLD_ROOM));
    leftOut += blocks.length - shown.length;
    if (shown.length === 0) continue;
    const text = fold(one.organisation, shown.join("\n\n"));
    parts.push(text);
    room -= text.length;
  }
  if (leftOut > 0)
    parts.push(
      `**${counted(leftOut, "more change")} did not fit here.** All of them are in the summary and the artefacts of this run.`,
    );
  return `${parts.join("\n")}\n`;
}

/** Room for the last line and for what folds one organisation. */
const LEFT_OUT_ROOM = 300;
const FOLD_ROOM = 600;

/** How many blocks fit into a number of characters, fences that grow with runs of backticks included. */
function fitting(blocks: readonly string[], room: number): number {
  let size = 0;
  for (const [index, block] of blocks.entries()) {
    size += block.length + 2 + 2 * longestRun(block);
    if (size > room) return index;
  }
  return blocks.length;
}

function fold(organisation: string, text: string): string {
  const name = organisation.replaceAll(/[^\p{L}\p{N}-]/gu, "?").slice(0, 80);
  return [`<details><summary>Calendars of ${name}</summary>`, "", ...fenced(text), "", "</details>", ""].join(
    "\n",
  );
}
