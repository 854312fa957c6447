import type { JournalLine } from "./journal-line";

const subjectOf = ({ organisation, calendar, policy }: JournalLine): string =>
  JSON.stringify([organisation, calendar, policy]).toLowerCase();

/**
 * The lines that say `begun` and that no outcome of the same run follows: it still works, or it died in the middle. By
 * each, whether a later run has left an outcome for the same thing, which settles it.
 */
export function openLines(lines: readonly JournalLine[]): ReadonlyMap<JournalLine, { isSettled: boolean }> {
  const ended = new Set<string>();
  const settled = new Set<string>();
  const open = new Map<JournalLine, { isSettled: boolean }>();
  for (const line of lines.toReversed()) {
    const subject = subjectOf(line);
    const own = `${line.run.id} ${subject}`;
    if (line.outcome !== "begun") {
      ended.add(own);
      settled.add(subject);
    } else if (!ended.delete(own)) open.set(line, { isSettled: settled.has(subject) });
  }
  return open;
}
