import { oneLine, unbrokenTexts } from "../problem/printable";
import { pageOf } from "../problem/words";
import { wrap } from "../problem/wrap";
import { type JournalChange, type JournalLine, unfinishedEntries } from "../records/journal";
import { deedWords } from "../records/journal-words";
import { doneWord, fieldWord, valueWord } from "./change-words";
import type { Paint } from "./paint";
import type { Layout } from "./plan-text";

function headWords({ what, outcome }: JournalLine, isOpen: boolean): string {
  if (outcome === "done") return doneWord(what);
  const words = deedWords(what, outcome);
  if (outcome !== "begun") return words;
  return isOpen ? `${words}, and no end of it on record:` : `${words}:`;
}

function changeText(name: string, { from, to }: JournalChange, word: (value: string) => string): string {
  if (from === undefined) return `${name}: ${word(to ?? "")}`;
  if (to === undefined) return `${name}: was ${word(from)}`;
  return `${name}: ${word(from)} → ${word(to)}`;
}

/** What a line that nothing followed means, for whoever reads it at night. */
function openWords({ organisation, what }: JournalLine, isSettled: boolean): string[] {
  if (isSettled) return ["That run ended before it could say so; a later one looked and went on."];
  if (what === "unlock") return [];
  return [
    "That run is still at work, or it died. What it did is in the tenant and not in this journal.",
    `→ bookings up ${organisation.toLowerCase()} looks and does the rest (${pageOf("engine-gone")})`,
  ];
}

function details(line: JournalLine): string[] {
  const { fields = [], people = [], problem, backup, reason, other, futureAppointments, run } = line;
  const by = [
    run.user && `${run.user} on ${run.host}`,
    run.pipeline,
    run.commit && `commit ${run.commit}`,
    run.change,
    run.approvedBy && `approved by ${run.approvedBy}`,
    run.plan && `plan ${run.plan.slice(0, 19)}`,
  ];
  return [
    ...fields.map(({ field, ...change }) =>
      changeText(fieldWord(field), change, (value) => valueWord(field, value)),
    ),
    ...people.map(({ address, ...change }) => changeText(address, change, oneLine)),
    ...(other ? [`Other organisation: ${other}`] : []),
    ...(reason ? [`Why: ${reason}`] : []),
    ...(futureAppointments ? [`Future appointments that go with it: ${futureAppointments}`] : []),
    ...(problem ? [`Reason: ${problem}${pageOf(problem) ? ` (${pageOf(problem)})` : ""}`] : []),
    ...(backup ? [`Backup: ${backup}`] : []),
    `Run ${run.id.slice(0, 8)} by ${by.filter(Boolean).join(", ")}; specs ${line.specs.slice(0, 12)}`,
  ].map((text) => `    ${oneLine(text)}`);
}

type Open = ReturnType<typeof unfinishedEntries>;

/** Lines that people are shown: that something began where nothing followed, and of a deletion, as it names the backup. */
function isShown(line: JournalLine, open: Open): boolean {
  return line.outcome !== "begun" || line.what === "delete" || open.has(line);
}

/** What of a journal is shown. */
export interface JournalView {
  /** How many of the newest at most. */
  readonly last?: number;
  /** Only what was done from then on. */
  readonly since?: Date;
}

/** The lines that a view shows, in their order. */
export function linesIn(lines: readonly JournalLine[], { last, since }: JournalView): JournalLine[] {
  const from = lines.filter(({ at }) => since === undefined || new Date(at) >= since);
  return last === undefined ? from : from.slice(-last);
}

const isFine = (line: JournalLine, open: Open): boolean =>
  line.outcome === "done" || (line.outcome === "begun" && !open.has(line));

function summaryOf(shown: readonly JournalLine[], open: Open): string {
  const unfinished = shown.filter((line) => !isFine(line, open)).length;
  const left = unfinished === 0 ? "" : `, ${unfinished} of them failed or not finished`;
  return `${shown.length === 1 ? "1 entry" : `${shown.length} entries, the newest first`}${left}.`;
}

function entryText(line: JournalLine, open: Open, paint: Paint): string {
  const left = open.get(line);
  const brush = isFine(line, open) ? paint.strong : paint.bad;
  const subject = line.calendar ?? line.policy ?? line.organisation;
  const head = `${localTime(line.at)}  ${brush(headWords(line, left !== undefined))} ${oneLine(subject)}`;
  const words = left ? openWords(line, left.isSettled).map((text) => `    ${oneLine(text)}`) : [];
  return [head, ...words, ...details(line).map(paint.faint), ""].join("\n");
}

/** The journal for people: how much there is, then the entries, the newest first, in the time of the machine that shows it. */
export function journalText(
  told: readonly JournalLine[],
  paint: Paint,
  view: JournalView = {},
  { width }: Layout = {},
): string {
  const lines = unbrokenTexts(told);
  const open = unfinishedEntries(lines);
  const shown = linesIn(
    lines.filter((line) => isShown(line, open)),
    view,
  );
  if (shown.length === 0) return "";
  const entries = shown.toReversed().map((line) => entryText(line, open, paint));
  return wrap(`${summaryOf(shown, open)}\n\n${entries.join("")}`, width);
}

/** A moment in local time, with the name of that time: “2026-11-23 10:40:00 GMT”. */
function localTime(at: string): string {
  const options = { dateStyle: "short", timeStyle: "long" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", options).formatToParts(new Date(at));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`;
}

/** The journal for machines, described by `schemas/output/journal.schema.json`. */
export function journalJson(
  lines: readonly JournalLine[],
  broken: readonly { readonly file: string; readonly lines: readonly number[] }[],
  view: JournalView = {},
): object {
  const open = unfinishedEntries(lines);
  return {
    schemaVersion: 1,
    isWhole: broken.length === 0,
    broken,
    events: linesIn(lines, view).map((line) => {
      const { schema: _schema, ...event } = line;
      return { ...event, ...(open.has(line) && { isOpen: true }) };
    }),
  };
}
