import type { JournalAction, JournalLine } from "./journal-line";
import { readJournal } from "./read-journal";

/** After these a calendar is there, also when not everything on it succeeded. */
const MAKES: readonly JournalAction[] = ["create", "recreate", "adopt", "complete", "update"];
/** And after these it is not, once they are done. */
const ENDS: readonly JournalAction[] = ["delete", "discard", "record"];

/** Addresses in lower case of the calendars that an organisation's journal knows to have been there. */
export function madeCalendars(file: string): ReadonlySet<string> {
  return madeBy(readJournal(file).lines);
}

/** The same, of lines that were read. */
export function madeBy(
  lines: readonly Pick<JournalLine, "calendar" | "what" | "outcome">[],
): ReadonlySet<string> {
  const made = new Set<string>();
  for (const { calendar, what, outcome } of lines) {
    if (calendar === undefined) continue;
    const isThere = outcome === "done" || outcome === "partly";
    if (isThere && MAKES.includes(what)) made.add(calendar.toLowerCase());
    if (outcome === "done" && ENDS.includes(what)) made.delete(calendar.toLowerCase());
  }
  return made;
}
