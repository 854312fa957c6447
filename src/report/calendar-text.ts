import type { RecordedMember } from "../engine/run-result";
import { rowOf, specFields } from "../model/calendar-fields";
import { unbrokenTexts } from "../problem/printable";
import { exceptionWords } from "./attention-text";
import { isOnlyInSpecs, type ListedCalendar } from "./listing";
import type { Paint } from "./paint";
import { labelled, memberCounts, nameOf } from "./phrases";
import { MARKING_WORDS, MEMBERSHIP_WORDS, statusWords } from "./status-words";
import { type Column, type TableOptions, table } from "./table";

const COLUMNS: readonly Column[] = [
  { heading: "CALENDAR" },
  { heading: "ADDRESS" },
  { heading: "STATUS" },
  { heading: "ADMINS", right: true },
  { heading: "VIEWERS", right: true },
  { heading: "PENDING", right: true },
  { heading: "DECLINED", right: true },
];

const NAME = 0;
const ADDRESS = 1;

const isWithin = (text: string, width: number): boolean =>
  text.split("\n").every((line) => line.length <= width);

/**
 * The calendars in a Local Administrator's words, a line each: who has not confirmed is counted as pending too, and who has declined. On a
 * narrow terminal the name goes first, as it is the address's own beginning, then the address in its place.
 */
export function calendarTable(calendars: readonly ListedCalendar[], options: TableOptions = {}): string {
  const rows = calendars.map((calendar) => {
    const { displayName, address, members } = calendar;
    const { admins, viewers, pending, rejected } = memberCounts(members);
    const numbers = [admins, viewers, pending, rejected].map(String);
    return [displayName, address, statusWords(calendar), ...numbers];
  });
  const { width } = options;
  const without = (left: number): readonly [readonly Column[], string[][]] => [
    COLUMNS.filter((_column, at) => at !== left),
    rows.map((row) => row.filter((_cell, at) => at !== left)),
  ];
  const layouts = [[COLUMNS, rows] as const, without(NAME), without(ADDRESS)];
  const fitting = layouts.find(
    ([columns, cells]) => width === undefined || isWithin(table(columns, cells), width),
  );
  const [columns, cells] = fitting ?? without(NAME);
  return table(columns, cells, options);
}

function memberText(member: RecordedMember, isAsked: boolean, paint: Paint): string {
  const words = isAsked ? MEMBERSHIP_WORDS[member.membership] : "";
  return words === "" ? nameOf(member) : `${nameOf(member)} ${paint.warning(`– ${words}`)}`;
}

/** Everything that is known about one calendar. */
export function calendarDetail(told: ListedCalendar, paint: Paint, today = ""): string {
  const calendar = unbrokenTexts(told);
  const people = (role: RecordedMember["role"]): string[] => {
    const texts = calendar.members
      .filter((each) => each.role === role)
      .map((each) => memberText(each, !isOnlyInSpecs(calendar), paint));
    return texts.length > 0 ? texts : ["none"];
  };
  return [
    paint.strong(calendar.address),
    ...labelled("Status", [statusWords(calendar)]),
    ...labelled("Organisation", [calendar.organisation]),
    ...specFields.flatMap((field) => labelled(rowOf(field).label, [calendar[field]])),
    ...labelled("Marker", calendar.marking ? [MARKING_WORDS[calendar.marking]] : []),
    ...labelled("Spec", calendar.file ? [calendar.file] : []),
    ...labelled("Admins", people("admin")),
    ...labelled("Viewers", people("viewer")),
    ...labelled(
      "Exceptions",
      (calendar.exceptions ?? []).map((one) => exceptionWords(one, today)),
    ),
    "",
  ].join("\n");
}
