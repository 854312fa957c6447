import { type Catalogue, overrideLines } from "./catalogue";

interface Exceeded {
  readonly what: string;
  readonly count: number;
  readonly total: number;
  readonly number: number;
  readonly percent: number;
}

/** Rounded up, so that what is too much never looks like just enough. */
const share = (count: number, total: number): string =>
  total === 0 ? "" : ` (${Math.ceil((100 * count) / total)} per cent)`;

/** Problems of the area “limits”: how much one run may take away. */
export const limitsProblems = {
  "limit-exceeded": {
    outcome: "refused",
    sentence: ({ what, count, total, number, percent }: Exceeded) =>
      `This run would ${what}${share(count, total)}. The limit for one run is ${number}, and ${percent} per cent.`,
    advice: (a: { limit: string; count: number; expires: string; file: string }) =>
      `If that is meant, write into ${a.file} and have it reviewed:\n${overrideLines(a.limit, a)}`,
  },
  "tenant-looks-wrong": {
    outcome: "refused",
    sentence: (a: { organisation: string; count: number; total: number }) =>
      `${a.count} of ${a.total} calendars of ${a.organisation} are missing from the tenant at once. Is this the right tenant?`,
    advice: (a: { count: number; expires: string; file: string }) =>
      `Check BOOKINGS_TENANT_ID, the sign-in and the Bookings app. If the calendars are really lost, write into ${a.file} and have it reviewed:\n${overrideLines("calendarsMissing", a)}`,
  },
  "limit-override-expired": {
    severity: "warning",
    sentence: (a: { limit: string; expires: string }) =>
      `The override of the limit ${a.limit} has expired: its last day was ${a.expires}.`,
    advice: (_a: { limit: string }) =>
      "Remove it, or write a later day under “expires” and have that reviewed.",
  },
} as const satisfies Catalogue;
