import { type JournalLine, openLines } from "../records/journal";
import { type JournalView, linesIn } from "./journal-text";

/** The journal for machines, described by `schemas/output/journal.schema.json`. */
export function journalJson(
  lines: readonly JournalLine[],
  broken: readonly { readonly file: string; readonly lines: readonly number[] }[],
  view: JournalView = {},
): object {
  const open = openLines(lines);
  return {
    schemaVersion: 1,
    isWhole: broken.length === 0,
    broken,
    events: linesIn(lines, view).map((line) => {
      const { schema: _schema, ...event } = line;
      return { ...event, ...(open.has(line) && { isOpen: true }) };
    }),
  };
}
