import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { withFileLock } from "../files/file-lock";
import { isThere } from "../files/is-there";
import { makePrivateFolder } from "../files/private-folder";
import { appendWhole } from "../files/write-file";
import { hideTokens } from "../problem/hide-tokens";

/** Longer than any line: the last one is found in one look. */
const TAIL = 256 * 1024;

function openJournal(file: string): number {
  makePrivateFolder(dirname(file));
  return openSync(file, "a+", 0o600);
}

/** Fails unless something could be appended. */
export function assertAppendable(file: string): void {
  closeSync(openJournal(file));
}

/**
 * Appends one line, reads it back and, if it is to be synced, has it and all before it on the disk before it returns. A line
 * that does not fit leaves the journal as it was. The lock keeps two processes from naming the same line as their predecessor.
 */
export async function appendLine(file: string, entry: object, isSynced: boolean): Promise<void> {
  const handle = openJournal(file);
  try {
    await withFileLock(file, async () => {
      const { last, isTorn } = endOf(handle);
      const previous = last === "" ? "" : lineDigest(last);
      const text = JSON.stringify(withoutSecrets({ ...entry, previous }));
      // what a power failure left of a line stands alone, and shows as what it is
      appendWhole(handle, `${isTorn ? "\n" : ""}${text}\n`, isSynced);
    });
  } finally {
    closeSync(handle);
  }
}

function endOf(handle: number): { last: string; isTorn: boolean } {
  const { size } = fstatSync(handle);
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  const text = bytes.toString("utf8");
  const isTorn = text !== "" && !text.endsWith("\n");
  const lines = text.split("\n").filter((line) => line !== "");
  return { last: lines.at(-1) ?? "", isTorn };
}

/** The digest by which the next line names this one. */
export function lineDigest(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

/** What can happen to a calendar. `hand-over` = another organisation has it from then on, `take-over` = this one has. `record` = a deleted one was taken into an empty state; nothing was written to the tenant. */
export type JournalAction =
  | "create"
  | "update"
  | "complete"
  | "recreate"
  | "delete"
  | "record"
  | "adopt"
  | "hand-over"
  | "take-over"
  | "discard"
  | "unlock";

/** A value before and after; absent = nothing. */
export interface JournalChange {
  readonly from?: string;
  readonly to?: string;
}

/** Something that was done, or tried. */
export interface JournalEvent {
  /** The calendar's address; absent when it is about the stack as a whole. */
  readonly calendar?: string;
  /** The address that was asked for, of a calendar that Graph made under another and that is discarded. */
  readonly wanted?: string;
  /** The name of the user policy that it is about. */
  readonly policy?: string;
  readonly what: JournalAction;
  /** `begun` stands before the first write to the tenant; the same run's outcome follows, unless it died. */
  readonly outcome: "begun" | "done" | "partly" | "failed";
  readonly fields?: readonly (JournalChange & { readonly field: string })[];
  readonly people?: readonly (JournalChange & { readonly address: string })[];
  /** The code of what went wrong. Never its text: that may quote what someone else wrote. */
  readonly problem?: string;
  /** The file that keeps what was deleted. */
  readonly backup?: string;
  /** The run that died over it: it had done it, and this line says so for it. */
  readonly settles?: string;
  /** With an unlocking: since when the dead run had held the lock. */
  readonly lockedSince?: string;
  /** Why it was deleted or handed over, as the spec says. */
  readonly reason?: string;
  /** Short name of the other organisation, of a calendar that passes. */
  readonly other?: string;
  /** How many future appointments it had when its deletion began. */
  readonly futureAppointments?: number;
}

/** Which run did it. */
export interface JournalRun {
  /** The same for all that one run did. */
  readonly id: string;
  readonly host: string;
  readonly user: string;
  /** The pipeline's own page or number, where a pipeline ran it. */
  readonly pipeline?: string;
  /** The commit that a pipeline checked out, or of a clone whose specs were as committed. */
  readonly commit?: string;
  /** Digest of the plan that was applied. */
  readonly plan?: string;
  /** Where the change was proposed and discussed: the address of its pull request. */
  readonly change?: string;
  /** Who approved the change, as the pipeline says in BOOKINGS_APPROVED_BY: git does not know it. */
  readonly approvedBy?: string;
}

/** One line of the journal. */
export interface JournalLine extends JournalEvent {
  readonly schema: 1;
  readonly at: string;
  readonly organisation: string;
  readonly run: JournalRun;
  /** Digest of the organisation's specs as they were. */
  readonly specs: string;
  /** Digest of the line before, so that no one takes one out or changes it unnoticed; empty in the first. */
  readonly previous: string;
}

/** What tells of a line whether its run ended it. */
type Entry = Pick<JournalLine, "run" | "outcome" | "calendar" | "policy"> & {
  readonly organisation?: string;
};

const subjectOf = ({ organisation, calendar, policy }: Entry): string =>
  JSON.stringify([organisation, calendar, policy]).toLowerCase();

/**
 * The lines that say `begun` and that no outcome of the same run follows: it still works, or it died in the middle. By
 * each, whether a later run has left an outcome for the same thing, which settles it.
 */
export function unfinishedEntries<T extends Entry>(
  lines: readonly T[],
): ReadonlyMap<T, { isSettled: boolean }> {
  const ended = new Set<string>();
  const settled = new Set<string>();
  const open = new Map<T, { isSettled: boolean }>();
  for (const line of lines.toReversed()) {
    const subject = subjectOf(line);
    const own = `${line.run.id} ${subject}`;
    if (line.outcome !== "begun") {
      ended.add(own);
      settled.add(subject);
    } else if (!ended.delete(own)) open.set(line, { isSettled: settled.has(subject) });
  }
  return open;
}

/** The last line of a run that died over a calendar or a policy, by name in lower case, where no later run has settled it. */
export function openEntries(lines: readonly JournalLine[]): ReadonlyMap<string, JournalLine> {
  const open = new Map<string, JournalLine>();
  for (const [line, { isSettled }] of unfinishedEntries(lines)) {
    const name = (line.calendar ?? line.policy)?.toLowerCase();
    // they come with the last first
    if (!isSettled && name !== undefined && !open.has(name)) open.set(name, line);
  }
  return open;
}

/** After these a creation certainly made nothing that is still to be seen. */
const isOver = ({ outcome, problem = "" }: Pick<JournalLine, "outcome" | "problem">): boolean =>
  outcome === "failed" && !["creation-unconfirmed", "engine-gone", "graph: aborted"].includes(problem);

/**
 * Calendars, by address in lower case, that were created or may have been, and may not show yet: a run may have died in the
 * creation, waited for it in vain, or ended before the state knew of it. With the time at which that was written down.
 */
export function unseenCreations(
  lines: readonly (Pick<JournalLine, "calendar" | "wanted" | "what" | "outcome" | "problem"> & {
    readonly at?: string;
  })[],
): ReadonlyMap<string, Date> {
  const open = new Map<string, Date>();
  for (const line of lines) {
    const { at, calendar, wanted, what } = line;
    if (calendar === undefined) continue;
    if (wanted !== undefined) open.delete(wanted.toLowerCase());
    const isCreation = what === "create" || what === "recreate";
    if (isCreation && !isOver(line)) open.set(calendar.toLowerCase(), new Date(at ?? 0));
    else open.delete(calendar.toLowerCase());
  }
  return open;
}

/** Calendars, by address in lower case, over whose hand-over a run died: nothing that came after says how it ended. */
export function begunHandovers(lines: readonly JournalLine[]): ReadonlySet<string> {
  const open = [...unfinishedEntries(lines)].filter(
    ([{ what }, { isSettled }]) => what === "hand-over" && !isSettled,
  );
  return new Set(open.flatMap(([{ calendar }]) => calendar?.toLowerCase() ?? []));
}

/** A journal as it is, and the lines at which it is not what was written. */
export interface Journal<Line = JournalLine> {
  readonly lines: readonly Line[];
  /** Numbers of lines, from 1, that someone changed: they do not follow the one before. */
  readonly broken: readonly number[];
  /** Numbers of lines of which a power failure or a full disk left only a part; the run went no further at that line. */
  readonly cut: readonly number[];
}

/** What every line of a record has that is only appended to. */
type Chained = Pick<JournalLine, "schema" | "at" | "previous">;

/** Nothing where the text is no line of a journal. */
function parsed<Line extends Chained>(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    const hasTime = line?.at === undefined || !Number.isNaN(Date.parse(String(line.at)));
    return line?.schema === 1 && hasTime ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a journal and checks that each line names the one before it. A part of a line that the next line names as its
 * predecessor was there when that was written: it was cut, not changed. No file is an empty journal.
 */
export function readJournal<Line extends Chained = JournalLine>(file: string): Journal<Line> {
  if (!isThere(file)) return { lines: [], broken: [], cut: [] };
  const text = readFileSync(file, "utf8");
  const entries = text
    .split("\n")
    .map((one, index) => ({ number: index + 1, text: one, line: parsed<Line>(one) }))
    .filter((entry) => entry.text !== "");
  const follows = (index: number): boolean => {
    const before = index === 0 ? "" : lineDigest(entries[index - 1]?.text ?? "");
    return entries[index]?.line?.previous === before;
  };
  // a line that was written whole ends with a line break
  const wasCut = (index: number): boolean =>
    index === entries.length - 1 ? !text.endsWith("\n") : follows(index + 1);
  const isCut = entries.map(({ line }, index) => line === undefined && wasCut(index));
  return {
    lines: entries.flatMap(({ line }) => line ?? []),
    cut: entries.filter((_, index) => isCut[index]).map(({ number }) => number),
    broken: entries.filter((_, index) => !isCut[index] && !follows(index)).map(({ number }) => number),
  };
}

/** Where Graph keeps patients: never written anywhere, whatever someone hands over. */
const PATIENTS: ReadonlySet<string> = new Set(["appointments", "calendarView", "customers"]);

/** What a record may hold: texts without tokens, and nothing of patients. Applied when a record is written. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return hideTokens(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PATIENTS.has(key))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  );
}
