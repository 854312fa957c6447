import type { Problem } from "../problem/problem";

/** What kinds of deviation there are, in the order of reports: what must be understood first comes first. */
export const FINDING_KINDS = [
  // nothing can be concluded
  "unreadable",
  "missing",
  "alive",
  "changed",
  "unmanaged",
  "leaver",
  // no deviation: what waits for a person or for the next run
  "information",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** One thing that specs, state and tenant do not agree on. */
export interface Finding {
  readonly kind: FindingKind;
  /** The organisation's stack. */
  readonly organisation: string;
  /** The calendar's address, where it is about one. */
  readonly calendar?: string;
  /** The policy's name, where it is about one. */
  readonly policy?: string;
  /** The facts with their place in the specs; its words tell the ways out. */
  readonly problem: Problem;
}

/** Whether it makes a pipeline stop: exit code 2. */
export function isDrift({ kind }: Finding): boolean {
  return kind !== "information" && kind !== "unreadable";
}

/** How many of the things in the tenant the specs know. */
export interface Share {
  readonly known: number;
  readonly total: number;
  /** Whole per cent, rounded down: a hundred means all. */
  readonly percent: number;
}

/** What drift detection found in one organisation. */
export interface DriftReport {
  readonly organisation: string;
  readonly findings: readonly Finding[];
  readonly coverage: {
    /** Calendars in the tenant that a spec manages. What could not be read counts as not known. */
    readonly calendars: Share;
    /** People on the calendars that were read and whose names stand in their specs. */
    readonly people: Share;
  };
}

/** A share of nothing is complete. */
export function shareOf(known: number, total: number): Share {
  return { known, total, percent: total === 0 ? 100 : Math.floor((100 * known) / total) };
}
