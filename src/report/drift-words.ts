import type { FindingKind, Share } from "../drift/finding";

/** What kind of deviation it is, as a label. */
export const FINDING_WORDS: Readonly<Record<FindingKind, string>> = {
  unreadable: "not readable",
  missing: "missing",
  alive: "deleted but alive",
  changed: "changed",
  unmanaged: "not managed",
  leaver: "leaver",
  information: "for information",
};

/** `4 of 5 calendars (80 %)`; nothing is no hundred per cent. */
export function shareWords({ known, total, percent }: Share, noun: string): string {
  return total === 0 ? `0 of 0 ${noun}` : `${known} of ${total} ${noun} (${percent} %)`;
}
