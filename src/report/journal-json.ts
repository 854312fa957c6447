import { type JournalLine, openLines } from "../records/journal";

/** The journal for machines, described by `schemas/output/journal.schema.json`. */
export function journalJson(
  lines: readonly JournalLine[],
  broken: readonly { readonly file: string; readonly lines: readonly number[] }[],
): object {
  const open = openLines(lines);
  return {
    schemaVersion: 1,
    isWhole: broken.length === 0,
    broken,
    events: lines.map((line) => {
      const { schema: _schema, ...event } = line;
      return { ...event, ...(open.has(line) && { isOpen: true }) };
    }),
  };
}
