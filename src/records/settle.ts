import { type JournalEvent, type JournalLine, openEntries } from "./journal";

/** How a calendar or policy stands, of which a run has found that nothing is left to do. */
export interface Standing {
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly people: Readonly<Record<string, string | undefined>>;
}

/**
 * What settles the lines of runs that died over something which has been done all the same: one event for each thing that
 * stands as its specs ask. It holds what was begun and is so now; where nothing of that is so, the run had not done it.
 */
export function settlements(
  lines: readonly JournalLine[],
  standingOf: (line: JournalLine) => Standing | undefined,
): JournalEvent[] {
  return [...openEntries(lines).values()].flatMap((line) => {
    const standing = standingOf(line);
    return standing ? [settlement(line, standing)] : [];
  });
}

/** What settles one such line. */
export function settlement(
  { calendar, policy, what, fields, people, run }: JournalLine,
  standing: Standing,
): JournalEvent {
  const done = fields?.filter(({ field, to }) => isSame(standing.fields[field], to));
  const moved = people?.filter(({ address, to }) => isSame(standing.people[address.toLowerCase()], to));
  const begun = (fields ?? []).length + (people ?? []).length;
  const isUndone = begun > 0 && (done ?? []).length + (moved ?? []).length === 0;
  return {
    ...(calendar !== undefined && { calendar }),
    ...(policy !== undefined && { policy }),
    what,
    outcome: isUndone ? "failed" : "done",
    ...(done && { fields: done }),
    ...(moved && { people: moved }),
    ...(isUndone && { problem: "engine-gone" }),
    settles: run.id,
  };
}

/** Lists in one text may be in any order. */
const isSame = (one: string | undefined, other: string | undefined): boolean =>
  partsOf(one).join() === partsOf(other).join();

const partsOf = (text = ""): string[] => text.toLowerCase().split(", ").sort();
