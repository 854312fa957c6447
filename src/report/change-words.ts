import { calendarFields, rowOf } from "../model/calendar-fields";
import type { CalendarChange, CalendarOutcome, ChangeKind, Outcome, PolicyOutcome } from "../plan/change";
import { wordsWithCode } from "../problem/carry";
import { oneLine } from "../problem/printable";
import { deedWords } from "../records/journal-words";
import type { Paint } from "./paint";
import { placeText } from "./phrases";

/** How one kind of change is told before it happens. What came of it is told by `deedWords`. */
interface KindWords {
  readonly sign: string;
  readonly before: string;
  /** After a number, as in “2 to create”. */
  readonly toDo: string;
  /** What people must know beside the fields. */
  readonly note?: string;
}

/** Deleting is in capitals because the engine's own output shows it as an update. */
export const KIND_WORDS: Readonly<Record<ChangeKind, KindWords>> = {
  create: { sign: "+", before: "Create", toDo: "to create" },
  update: { sign: "~", before: "Change", toDo: "to change" },
  complete: {
    sign: "+",
    before: "Complete",
    toDo: "to complete",
    note: "An earlier run began this calendar and did not finish it.",
  },
  recreate: {
    sign: "+",
    before: "Create again",
    toDo: "to create again",
    note: "The tenant lost this calendar and the spec asks for it to be created again. Its bookings do not come back.",
  },
  record: {
    sign: "·",
    before: "Record as deleted",
    toDo: "to record as deleted",
    note: "It was deleted before, and this state does not know it yet. Nothing is written to the tenant.",
  },
  delete: {
    sign: "-",
    before: "DELETES",
    toDo: "to DELETE",
    note: "The calendar is deleted with everything booked in it. Its address is never used again.",
  },
  "hand-over": {
    sign: ">",
    before: "Hand over",
    toDo: "to hand over",
    note: "The calendar keeps its address and its bookings. Nothing is deleted.",
  },
  "take-over": {
    sign: "<",
    before: "Take over",
    toDo: "to take over",
    note: "The calendar is there already: it keeps its address and its bookings.",
  },
  unchanged: { sign: " ", before: "Keep", toDo: "unchanged" },
};

/** A deletion is in capitals in plans and in the journal: no one is to overlook it. */
export const doneWord = (kind: Parameters<typeof deedWords>[0]): string => {
  const word = deedWords(kind, "done");
  return kind === "delete" ? word.toUpperCase() : word;
};

/** The order in which reports list the kinds: the most dangerous last, where the eye rests. */
export const KINDS: readonly ChangeKind[] = [
  "create",
  "complete",
  "recreate",
  "record",
  "update",
  "take-over",
  "hand-over",
  "delete",
  "unchanged",
];

export const LOST_NOTE =
  "The tenant has lost this calendar already: nothing is deleted now, and no one loses access. Its address is never used again.";

const DRIFT_NOTE = "Changed outside git; up puts it back.";

export const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = {
  done: "✓",
  failed: "✗",
  unknown: "?",
  "not-tried": "·",
};

/** The emphasis of a change by its kind. */
export function brushFor(kind: ChangeKind, paint: Paint): Paint["good"] {
  if (kind === "delete") return paint.bad;
  return kind === "update" ? paint.warning : paint.good;
}

/** A change of something with that title before it is made: its place, what must be known of it, and what changes. */
export function changeText(
  { kind, at, repairsDrift }: Pick<CalendarChange, "kind" | "at" | "repairsDrift">,
  { title, verb, note }: { readonly title: string; readonly verb: string; readonly note: string | undefined },
  lines: readonly string[],
  paint: Paint,
): string {
  const heading = brushFor(kind, paint)(`${KIND_WORDS[kind].sign} ${verb} ${title}`);
  const details = [
    ...(repairsDrift ? [paint.warning(DRIFT_NOTE)] : []),
    ...(note ? [kind === "delete" ? paint.bad(note) : note] : []),
    ...lines,
  ];
  const place = at ? `  ${paint.faint(placeText(at))}` : "";
  return [`  ${heading}${place}`, ...details.map((line) => `      ${line}`)].join("\n");
}

/** What came of a change of something with that title, in its own words if it has any, with what went wrong below. */
export function outcomeLines(
  { outcome, problems, change: { kind } }: CalendarOutcome | PolicyOutcome,
  title: string,
  paint: Paint,
  place = "",
  own: { readonly before?: string; readonly done?: string; readonly notDone?: string } = {},
): string[] {
  const words = {
    before: KIND_WORDS[kind].before,
    done: doneWord(kind),
    notDone: deedWords(kind, "failed"),
    ...own,
  };
  const sign = OUTCOME_SIGNS[outcome];
  const lines: Readonly<Record<Outcome, readonly string[]>> = {
    done: [`${paint.good(sign)} ${words.done} ${title}`],
    "not-tried": [paint.faint(`${sign} Not tried: ${words.before} ${title}`)],
    unknown: [
      paint.bad(`${sign} Begun, and not known how it ended: ${words.before} ${title}`),
      "    The run ended during this change. The next one looks at what was done and does the rest.",
    ],
    failed: [`${paint.bad(`${sign} ${words.notDone}`)} ${title}${place}`],
  };
  const reasons = problems.map((each) => `    ${wordsWithCode(each).replaceAll("\n", "\n      ")}`);
  return [...lines[outcome], ...reasons].map((line) => `  ${line}`);
}

/** A field's name as the guide calls it; an unknown one keeps its own name. */
export function fieldWord(field: string): string {
  return Object.hasOwn(calendarFields, field) ? rowOf(field as keyof typeof calendarFields).label : field;
}

/** A role that we do not give keeps Microsoft's name for it. */
export const roleText = (role: string | undefined): string => (role ?? "").replace(/^other:/, "");

const VIEWER_WORDS: Readonly<Record<string, string>> = {
  teamMember: "only their own schedule (teamMember)",
  viewer: "every booking of the calendar (viewer)",
};

/**
 * A value as people read it: Graph's role words say nothing to a Local Administrator, and what someone typed in the web
 * app must not move the cursor of the terminal that shows it.
 */
export function valueWord(field: string, value: string): string {
  return oneLine(field === "viewerRole" ? (VIEWER_WORDS[value] ?? value) : value);
}
