import type { CalendarChange, ChangeKind, MemberChange } from "../plan/change";
import { columnsOf } from "../problem/wrap";
import { brushFor, fieldWord, KIND_WORDS, KINDS } from "./change-words";
import type { Paint } from "./paint";
import { counted } from "./phrases";
import { inColumns } from "./table";

/** Up to here each changed calendar has a line of its own; more are only named. */
const MOST_OF_A_KIND = 5;
const INDENT = "      ";

/** The name is the address's own beginning, and the domain is the same for all. */
const nameOf = ({ address }: CalendarChange): string => address.replace(/@.*$/, "");

const counts = (label: string, count: number): string[] => (count > 0 ? [`${count} ${label}`] : []);

function peopleWords(members: readonly MemberChange[]): string[] {
  const added = members.filter(({ from }) => from === undefined).length;
  const removed = members.filter(({ to }) => to === undefined).length;
  return [
    ...counts("added", added),
    ...counts("removed", removed),
    ...counts("with another role", members.length - added - removed),
  ];
}

/** What changes, without values: “phone number; people: 2 added, 1 removed”. */
function changedWords(changes: readonly CalendarChange[]): string {
  const fields = changes.flatMap((change) => change.fields.map(({ field }) => field));
  const names = [...new Set(fields)].map((field) => {
    const count = fields.filter((one) => one === field).length;
    return changes.length === 1
      ? fieldWord(field).toLowerCase()
      : `${fieldWord(field).toLowerCase()} of ${count}`;
  });
  const people = peopleWords(changes.flatMap(({ members }) => members)).join(", ");
  return [...names, ...(people ? [`people: ${people}`] : [])].join("; ");
}

const driftWords = (changes: readonly CalendarChange[]): string => {
  const drifted = changes.filter(({ repairsDrift }) => repairsDrift).length;
  if (drifted === 0) return "";
  return changes.length === 1 ? "  (changed outside git)" : `  (${drifted} of them changed outside git)`;
};

/** Calendars that are changed, a line each with what changes, or all of them in one. */
function updateLines(changes: readonly CalendarChange[], paint: Paint, width: number | undefined): string[] {
  if (changes.length > MOST_OF_A_KIND) {
    const words = changedWords(changes) + paint.warning(driftWords(changes));
    return [words, ...inColumns(changes.map(nameOf), width && width - INDENT.length)];
  }
  const widest = Math.max(...changes.map((change) => columnsOf(nameOf(change))));
  return changes.map((change) => {
    const name = nameOf(change).padEnd(widest);
    return `${name}  ${changedWords([change])}${paint.warning(driftWords([change]))}`;
  });
}

function kindText(
  kind: ChangeKind,
  changes: readonly CalendarChange[],
  paint: Paint,
  width: number | undefined,
): string {
  const { sign, before, note } = KIND_WORDS[kind];
  const heading = `  ${brushFor(kind, paint)(`${sign} ${before} ${counted(changes.length, "calendar")}`)}`;
  const names =
    kind === "update"
      ? updateLines(changes, paint, width)
      : inColumns(changes.map(nameOf), width && width - INDENT.length);
  return [heading, ...[...(note ? [note] : []), ...names].map((line) => INDENT + line)].join("\n");
}

/** The calendars of a plan that is too long to read, by kind of change: every one is named, no field is. */
export function outlineTexts(
  changes: readonly CalendarChange[],
  paint: Paint,
  width: number | undefined,
): string[] {
  return KINDS.filter((kind) => kind !== "unchanged" && kind !== "delete").flatMap((kind) => {
    const ofKind = changes.filter((change) => change.kind === kind);
    return ofKind.length > 0 ? [kindText(kind, ofKind, paint, width)] : [];
  });
}
