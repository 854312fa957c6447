import type { CalendarChange, ChangeKind } from "../plan/change";
import { KIND_WORDS, KINDS } from "./change-words";
import { counted } from "./phrases";

/** How many calendars there are of each kind of change. */
export function countKinds(changes: readonly CalendarChange[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/** One line: “2 to create, 1 to DELETE, 17 unchanged”, or that nothing changes. */
export function planSummary(changes: readonly CalendarChange[]): string {
  const counts = countKinds(changes);
  if (changes.length === counts.unchanged) {
    return changes.length === 0
      ? "nothing changes: there are no calendars"
      : `nothing changes: ${counted(changes.length, "calendar")} as the specs say`;
  }
  return KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${KIND_WORDS[kind].toDo}`)
    .join(", ");
}
