import type { Spread } from "./spread";

/** What one bench found, as `npm run bench -- --json` prints it. */
export interface BenchResult {
  readonly name: string;
  /** What was compared with what. */
  readonly what: string;
  /** A goal holds if the ratio's median is not above it. */
  readonly goal?: number;
  readonly ratio: Spread;
  /** Whatever else helps to understand the ratio: seconds, counts, by name. */
  readonly figures: Readonly<Record<string, number | string | Spread>>;
  /** Where the time of one run went: what bounds the ratio. */
  readonly profile?: Readonly<Record<string, number | string>>;
}

/** A bench that needs a program that is not there. */
export interface NotMeasured {
  readonly name: string;
  /** Why, in words. */
  readonly notMeasured: string;
}
