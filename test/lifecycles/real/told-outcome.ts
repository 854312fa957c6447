import type { JournalEvent } from "../../../src/records/journal";
import type { Outcome, PlannedStep } from "../lifecycle-engine";

interface Told {
  readonly organisations: readonly {
    readonly changes?: readonly ToldChange[];
    readonly calendars?: readonly ToldChange[];
    readonly problems: readonly ToldProblem[];
  }[];
}

interface ToldProblem {
  readonly code: string;
  readonly severity: string;
  readonly args: { readonly address?: string; readonly calendar?: string };
}

interface ToldChange {
  readonly name: string;
  readonly kind: string;
  readonly outcome?: string;
  readonly reasons?: readonly string[];
}

/** Nothing could be read, so nothing was done: no refusal of what the specs ask for. */
const UNREAD: readonly string[] = [
  "calendar-look-failed",
  "calendar-unreadable",
  "directory-unreadable",
  "engine-failed",
];

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
  const problems = (told?.problems ?? []).filter(({ severity }) => severity === "error");
  const errors = problems.map(({ code }) => code);
  const unread = errors.filter((code) => UNREAD.includes(code));
  // where someone has to decide about one calendar first, `up` stops at its preview and tries none
  const standing = changes.length > 0 ? problems.map((one): [string, string] => [about(one), one.code]) : [];
  const failed = changes
    .filter(
      ({ outcome }) =>
        outcome === "failed" || outcome === "unknown" || (outcome === "not-tried" && standing.length === 0),
    )
    .map(({ name, reasons = [] }): [string, string] => [name, codeIn(journal, name) ?? reasons.join(" ")]);
  return {
    refused: changes.length === 0 ? errors.filter((code) => !UNREAD.includes(code)).sort() : [],
    failed: new Map([...unread.map((code): [string, string] => [code, code]), ...standing, ...failed]),
    stopped: changes.length === 0 && unread.length > 0,
    plan: changes.map(({ name, kind }) => ({ name, op: opOf(kind) })),
  };
}

/** The name of the calendar that a problem is about. */
const about = ({ code, args: { address, calendar } }: ToldProblem): string =>
  (address ?? calendar)?.split("@")[0]?.toLowerCase() ?? code;

function codeIn(journal: readonly JournalEvent[], name: string): string | undefined {
  return journal.findLast(
    ({ calendar, problem }) => problem !== undefined && calendar?.toLowerCase().startsWith(`${name}@`),
  )?.problem;
}
