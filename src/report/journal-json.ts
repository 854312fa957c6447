import type { JournalLine } from "../records/journal-line";

/** The journal for machines, described by `schemas/output/journal.schema.json`. */
export function journalJson(
  lines: readonly JournalLine[],
  broken: readonly { readonly file: string; readonly lines: readonly number[] }[],
): object {
  return {
    schemaVersion: 1,
    isWhole: broken.length === 0,
    broken,
    events: lines.map(({ schema: _schema, ...line }) => line),
  };
}
