import type { LimitOverride } from "../model/organisation";
import type { Limit, LimitName } from "../model/tenant";
import { exceeded, limitVerdict } from "./limit-verdict";

/** What one run takes away, as its handlers come upon it. */
export type BudgetedLimit = Exclude<LimitName, "calendarsMissing">;

/** What the specs say of it. */
export interface Allowance {
  readonly limits: Readonly<Record<LimitName, Limit>>;
  readonly overrides: readonly LimitOverride[];
  /** How many there are by the specs: a run that reads some calendars only takes its share of all. */
  readonly totals: Readonly<Record<BudgetedLimit, number>>;
  /** The organisation's spec, where an override goes. */
  readonly file: string;
  /** The day of the run: `2026-11-23`. */
  readonly today: string;
}

/**
 * How much one run has taken away, whatever a preview counted before: people that someone added meanwhile, and what earlier
 * runs left undone, count when they are about to go. Whoever asks for too much gets nothing.
 */
export class RunBudget {
  readonly #taken = new Map<BudgetedLimit, number>();
  /** What was read of each calendar and policy. */
  readonly #seen = new Map<BudgetedLimit, Map<string, number>>();

  constructor(private readonly allowance: () => Allowance) {}

  /** How many there are at one calendar or policy. */
  saw(limit: BudgetedLimit, name: string, count: number): void {
    const seen = this.#seen.get(limit) ?? new Map<string, number>();
    this.#seen.set(limit, seen.set(name, count));
  }

  /** Takes this number; returns what is told where that is too much, and takes nothing then. */
  take(limit: BudgetedLimit, count: number): ReturnType<typeof exceeded> | undefined {
    if (count === 0) return undefined;
    const { limits, overrides, totals, ...told } = this.allowance();
    const seen = [...(this.#seen.get(limit)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
    const counted = { count: (this.#taken.get(limit) ?? 0) + count, total: Math.max(seen, totals[limit]) };
    if (limitVerdict(limit, counted, limits[limit], overrides, told.today).allowed) {
      this.#taken.set(limit, counted.count);
      return undefined;
    }
    return exceeded(limit, counted, limits[limit], told);
  }
}

/** An allowance with one limit for everything: without it nothing is too much. */
export const allLimits = (limit: Limit = { number: Number.MAX_SAFE_INTEGER, percent: 100 }): Allowance => {
  return {
    limits: {
      calendarsDeleted: limit,
      membersRemoved: limit,
      rolesChanged: limit,
      policiesEmptied: limit,
      calendarsMissing: limit,
    },
    overrides: [],
    totals: { calendarsDeleted: 0, membersRemoved: 0, rolesChanged: 0, policiesEmptied: 0 },
    file: "",
    today: "1970-01-01",
  };
};
