import type { JournalAction } from "./journal-line";
import { readJournal } from "./read-journal";

/** After these a calendar is there. */
const MAKES: readonly JournalAction[] = ["create", "recreate", "adopt", "complete", "update"];
/** And after these it is not. */
const ENDS: readonly JournalAction[] = ["delete", "discard", "record"];

/** Addresses in lower case of the calendars that an organisation's journal knows to have been there. */
export function madeCalendars(file: string): ReadonlySet<string> {
  const made = new Set<string>();
  for (const { calendar, what, outcome } of readJournal(file).lines) {
    if (calendar === undefined || outcome !== "done") continue;
    if (MAKES.includes(what)) made.add(calendar.toLowerCase());
    if (ENDS.includes(what)) made.delete(calendar.toLowerCase());
  }
  return made;
}
