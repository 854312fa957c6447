import type { GraphCall } from "../call";

/** How often a status is tried again, by whether a repetition is harmless. */
interface RetryRow {
  readonly statuses: readonly number[];
  /** GET, PATCH to fixed values, DELETE. */
  readonly idempotent: number;
  /** POST. */
  readonly other: number;
  readonly because: string;
}

const UNTIL_BUDGET = Number.POSITIVE_INFINITY;

/** The one retry table. What is not in it is never tried again. */
const retryTable: readonly RetryRow[] = [
  { statuses: [429], idempotent: UNTIL_BUDGET, other: UNTIL_BUDGET, because: "refused before it acted" },
  { statuses: [503], idempotent: UNTIL_BUDGET, other: 0, because: "overloaded; a POST may have acted" },
  { statuses: [0, 408, 502, 504], idempotent: 5, other: 0, because: "no answer came through" },
  { statuses: [500], idempotent: 2, other: 0, because: "Bookings says 500 for bad bodies too: not for long" },
  { statuses: [423], idempotent: 3, other: 3, because: "the mailbox is being worked on" },
];

/** Attempts for a thing made moments ago that Graph does not show yet; the budget ends it. */
const NOT_YET_THERE: RetryRow = {
  statuses: [404],
  idempotent: UNTIL_BUDGET,
  other: UNTIL_BUDGET,
  because: "a new mailbox appears late; a 404 did nothing",
};

/** Whether a call with this status may be sent again after a number of repetitions. */
export function mayRetry({ method, fresh }: GraphCall, status: number, repetitions: number): boolean {
  const rows = fresh ? [NOT_YET_THERE, ...retryTable] : retryTable;
  const row = rows.find(({ statuses }) => statuses.includes(status));
  return row !== undefined && repetitions < (method === "POST" ? row.other : row.idempotent);
}
