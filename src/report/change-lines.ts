import type { KnownPeople } from "../model/person";
import type { CalendarChange, FieldChange, MemberChange, RoleWord } from "../plan/change";
import type { Place } from "../problem/place";
import { oneLine } from "../problem/printable";
import { fieldWord, roleText, valueWord } from "./change-words";
import type { Paint } from "./paint";
import { counted, labelled, personName, placeText } from "./phrases";

/**
 * The calendar's own file was named in its heading: there the line is enough, and the heading's own line, where
 * everything stands that has no line of its own, says nothing new.
 */
function where(at: Place | undefined, change: CalendarChange, { faint }: Paint): string {
  if (at === undefined || (at.file === change.at?.file && at.line === change.at.line)) return "";
  return faint(at.file === change.at?.file ? `  (line ${at.line})` : `  (${placeText(at)})`);
}

function fieldText({ field, from, to }: FieldChange): string {
  const name = fieldWord(field);
  if (to === undefined) return `${name}: removed, was ${valueWord(field, from ?? "")}`;
  if (from === undefined) return `${name}: ${valueWord(field, to)}, had none`;
  return `${name}: ${valueWord(field, from)} → ${valueWord(field, to)}`;
}

function memberText({ address, from, to }: MemberChange, people: KnownPeople): string {
  const person = personName(address, people);
  if (from === undefined) return `Add as ${roleText(to)}: ${person}`;
  if (to === undefined) return `Remove as ${roleText(from)}: ${person}`;
  return `From ${roleText(from)} to ${roleText(to)}: ${person}`;
}

/** Beside the author's own changes: what someone changed in the tenant. Where all was, a note says so. */
const outside = (one: FieldChange | MemberChange, { warning }: Paint): string =>
  one.outside ? `  ${warning("– changed outside git")}` : "";

function updateLines(change: CalendarChange, paint: Paint, people: KnownPeople): string[] {
  return [
    ...change.fields.map(
      (field) => fieldText(field) + where(field.at, change, paint) + outside(field, paint),
    ),
    ...change.members.map(
      (member) => memberText(member, people) + where(member.at, change, paint) + outside(member, paint),
    ),
  ];
}

const peopleWith = (role: RoleWord, members: readonly MemberChange[], people: KnownPeople): string[] =>
  members.filter(({ to }) => to === role).map(({ address }) => personName(address, people));

/** A new calendar is listed in full, as there is nothing to compare it with; that it will be active goes without saying. */
function creationLines({ fields, members }: CalendarChange, people: KnownPeople): string[] {
  return [
    ...fields.flatMap(({ field, to }) =>
      to === undefined || field === "status" ? [] : labelled(fieldWord(field), [valueWord(field, to)], ""),
    ),
    ...labelled("Admins", peopleWith("admin", members, people), ""),
    ...labelled("Viewers", peopleWith("viewer", members, people), ""),
  ];
}

type DeletionOf = NonNullable<CalendarChange["deletion"]>;

function patientLines({ futureAppointments }: DeletionOf, bad: Paint["bad"]): string[] {
  if (futureAppointments === undefined) return [];
  if (futureAppointments === 0) return ["No patient is booked in it."];
  const are = futureAppointments === 1 ? "is" : "are";
  return [bad(`${counted(futureAppointments, "future appointment")} ${are} lost: patients are booked.`)];
}

function deletionLines({ members, deletion }: CalendarChange, { bad }: Paint, known: KnownPeople): string[] {
  const people = members.filter(({ to }) => to === undefined);
  const admins = people.filter(({ from }) => from === "admin").length;
  return [
    ...(deletion ? [`Reason: ${oneLine(deletion.reason)}`, ...patientLines(deletion, bad)] : []),
    `${counted(admins, "admin")} and ${counted(people.length - admins, "viewer")} lose it:`,
    ...people.map(({ address, from }) => `  ${from}: ${personName(address, known)}`),
  ];
}

const rolesOf = (members: CalendarChange["members"], people: KnownPeople): string[] =>
  members.flatMap(({ address, from }) =>
    from ? [`  ${roleText(from)}: ${personName(address, people)}`] : [],
  );

/** Who goes with a calendar to another organisation: there its spec says who stays. */
function handOverLines({ members, handover }: CalendarChange, people: KnownPeople): string[] {
  return [
    ...(handover ? [`To: ${handover.other}`] : []),
    ...(handover?.reason ? [`Reason: ${oneLine(handover.reason)}`] : []),
    "On it now; the other organisation's spec says who stays:",
    ...rolesOf(members, people),
  ];
}

/** What happens to one calendar, a line each, without its heading. */
export function changeLines(change: CalendarChange, paint: Paint, people: KnownPeople = {}): string[] {
  switch (change.kind) {
    case "create":
    case "recreate":
      return creationLines(change, people);
    case "record":
      return change.deletion ? [`Reason: ${oneLine(change.deletion.reason)}`] : [];
    case "delete":
      return deletionLines(change, paint, people);
    case "hand-over":
      return handOverLines(change, people);
    case "take-over":
      return [
        ...(change.handover ? [`From: ${change.handover.other}`] : []),
        ...updateLines(change, paint, people),
      ];
    default:
      return updateLines(change, paint, people);
  }
}
