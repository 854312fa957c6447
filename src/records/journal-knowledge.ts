import {
  type JournalAction,
  type JournalEvent,
  type JournalLine,
  unfinishedEntries,
  unseenCreations,
} from "./journal";

/** After these a thing is there, also when not everything on it succeeded. */
const MAKES: readonly JournalAction[] = ["create", "recreate", "adopt", "take-over", "complete", "update"];
/** And after these it is not, once they are done. */
const ENDS: readonly JournalAction[] = ["delete", "discard", "record", "hand-over"];
/** Of those, these are no deletion. */
const STAYS: readonly JournalAction[] = ["discard", "hand-over"];

/** What an organisation's journal knows, by address or policy name in lower case. */
interface JournalKnowledge {
  /** Calendars that were there when it was last written of them. */
  readonly made: ReadonlySet<string>;
  /** Calendars of which there is any line, also one of a run that died. */
  readonly touched: ReadonlySet<string>;
  /** Calendars that were created last, or may have been: they may not show yet. */
  readonly begun: ReadonlySet<string>;
  /** Calendars and policies that the state must have: made by runs that ended, so that the engine kept their record. */
  readonly kept: ReadonlySet<string>;
  /** Calendars that were closed in place, and await their removal. */
  readonly closed: ReadonlySet<string>;
  /** Calendars that are deleted for good. */
  readonly deleted: ReadonlySet<string>;
  /** When the last change was noted by a run that ended, in milliseconds; the state was written after it. */
  readonly lastChange?: number;
}

type Line = JournalEvent & Partial<Pick<JournalLine, "at" | "run">>;

const isThere = ({ what, outcome }: Line): boolean =>
  (outcome === "done" || outcome === "partly") && MAKES.includes(what);

const isEnd = ({ what, outcome }: Line): boolean => outcome === "done" && ENDS.includes(what);

const nameOf = ({ calendar, policy }: Line): string => (calendar ?? policy ?? "").toLowerCase();

/** What is there after some lines: made, and not ended since. */
function thereAfter(lines: readonly Line[], counts: (line: Line) => boolean): Set<string> {
  const there = new Set<string>();
  for (const line of lines) {
    if (isEnd(line)) there.delete(nameOf(line));
    else if (isThere(line) && counts(line)) there.add(nameOf(line));
  }
  return there;
}

/** Those of which the last that was written is that they are closed, and wait for an administrator. */
function closedAfter(lines: readonly Line[]): Set<string> {
  const last = new Map(
    lines.filter(({ outcome }) => outcome !== "begun").map((line) => [nameOf(line), line]),
  );
  return new Set([...last].filter(([, { problem }]) => problem === "awaiting-removal").map(([name]) => name));
}

/** What lines know. A run that died may have noted what no state could keep any more: whoever unlocked after it says so. */
export function knowledgeOf(lines: readonly Line[]): JournalKnowledge {
  const died = runsThatDied(lines);
  const isOfDead = ({ run }: Line): boolean => run !== undefined && died.has(run.id);
  // a calendar that Graph made elsewhere does not stand at the address
  const isElsewhere = ({ problem }: Line): boolean => problem === "other-address-given";
  const ofCalendars = lines.filter(({ calendar }) => calendar !== undefined);
  const ended = ofCalendars.filter((line) => isEnd(line) && !STAYS.includes(line.what));
  const lastChange = lines.findLast(
    (line) =>
      (isThere(line) || isEnd(line)) &&
      line.what !== "discard" &&
      line.settles === undefined &&
      !isOfDead(line),
  )?.at;
  return {
    made: thereAfter(ofCalendars, () => true),
    closed: closedAfter(ofCalendars),
    touched: new Set(ofCalendars.map(nameOf)),
    begun: new Set(unseenCreations(lines).keys()),
    kept: thereAfter(lines, (line) => !isElsewhere(line) && !isOfDead(line)),
    deleted: new Set(ended.map(nameOf)),
    ...(lastChange !== undefined && { lastChange: Date.parse(lastChange) }),
  };
}

/**
 * The run before each unlocking held the lock, and ended without giving it back: unless its last line is older than the lock, as
 * that of a run which ended well before another one died without a line. So did one that never ended a line, as
 * `pulumi cancel` takes a lock away and leaves none here; or it is not over yet.
 */
function runsThatDied(lines: readonly Line[]): ReadonlySet<string> {
  const ofRuns = lines.flatMap(({ run, ...line }) => (run ? [{ ...line, run }] : []));
  const died = new Set([...unfinishedEntries(ofRuns).keys()].map(({ run }) => run.id));
  let last: Line | undefined;
  for (const line of lines) {
    if (line.what !== "unlock") last = line;
    else if (last?.run && !isBefore(last.at, line.lockedSince)) died.add(last.run.id);
  }
  return died;
}

/** The machine that took a lock dates it by the clock of its lines. */
const isBefore = (at: string | undefined, since: string | undefined): boolean =>
  at !== undefined && since !== undefined && Date.parse(at) < Date.parse(since);
