import type { JournalEvent } from "../../../src/records/journal-line";
import type { Outcome, PlannedStep } from "../life-engine";

interface Told {
  readonly organisations: readonly {
    readonly changes?: readonly ToldChange[];
    readonly calendars?: readonly ToldChange[];
    readonly problems: readonly { readonly code: string; readonly severity: string }[];
  }[];
}

interface ToldChange {
  readonly name: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly reasons?: readonly string[];
}

/** Nothing could be read, so nothing was done: no refusal of what the specs ask for. */
const UNREAD: readonly string[] = ["calendar-look-failed", "directory-unreadable", "engine-failed"];

const opOf = (kind: string): PlannedStep["op"] => {
  if (kind === "unchanged") return "same";
  return kind === "create" || kind === "record" ? "create" : "update";
};

/** What `preview --json` or `up --json` told. Why a calendar failed stands as a code in the journal. */
export function toldOutcome(
  stdout: string,
  journal: readonly JournalEvent[],
): Omit<Outcome, "accepted" | "died"> {
  const { organisations } = JSON.parse(stdout) as Told;
  const [told] = organisations;
  const changes = told?.changes ?? told?.calendars ?? [];
  const errors = (told?.problems ?? []).flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
  const unread = errors.filter((code) => UNREAD.includes(code));
  const failed = changes
    .filter(({ outcome }) => outcome === "failed" || outcome === "unknown" || outcome === "not-tried")
    .map(({ name, reasons = [] }): [string, string] => [name, codeIn(journal, name) ?? reasons.join(" ")]);
  const standing = changes.length > 0 ? errors.map((code): [string, string] => [code, code]) : [];
  return {
    refused: changes.length === 0 ? errors.filter((code) => !UNREAD.includes(code)).sort() : [],
    failed: new Map([...unread.map((code): [string, string] => [code, code]), ...standing, ...failed]),
    stopped: changes.length === 0 && unread.length > 0,
    plan: changes.map(({ name, kind }) => ({ name, op: opOf(kind) })),
  };
}

function codeIn(journal: readonly JournalEvent[], name: string): string | undefined {
  return journal.findLast(
    ({ calendar, problem }) => problem !== undefined && calendar?.toLowerCase().startsWith(`${name}@`),
  )?.problem;
}
