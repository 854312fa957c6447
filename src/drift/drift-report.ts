import type { Finding } from "./finding";

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
    /** People on the calendars that were read whom a spec names there. */
    readonly people: Share;
  };
}

/** A share of nothing is complete. */
export function shareOf(known: number, total: number): Share {
  return { known, total, percent: total === 0 ? 100 : Math.floor((100 * known) / total) };
}
