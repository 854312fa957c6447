import type { RecordedMember } from "../engine/run-result";
import { rowOf, specFields } from "../model/calendar-fields";
import { labelled } from "./labelled";
import type { ListedCalendar } from "./listed-calendar";
import type { Paint } from "./paint";
import { personName } from "./person-name";
import { MEMBERSHIP_WORDS, STATUS_WORDS } from "./status-words";

function memberText({ address, membership }: RecordedMember, isAsked: boolean, paint: Paint): string {
  const words = isAsked ? MEMBERSHIP_WORDS[membership] : "";
  return words === "" ? personName(address) : `${personName(address)} ${paint.warning(`– ${words}`)}`;
}

/** Everything that is known about one calendar. */
export function calendarDetail(calendar: ListedCalendar, paint: Paint): string {
  const people = (role: RecordedMember["role"]): string[] => {
    const texts = calendar.members
      .filter((each) => each.role === role)
      .map((each) => memberText(each, calendar.status !== "planned", paint));
    return texts.length > 0 ? texts : ["none"];
  };
  return [
    paint.strong(calendar.address),
    ...labelled("Status", [STATUS_WORDS[calendar.status]]),
    ...labelled("Organisation", [calendar.organisation]),
    ...specFields.flatMap((field) => labelled(rowOf(field).label, [calendar[field]])),
    ...labelled("Spec", calendar.file ? [calendar.file] : []),
    ...labelled("Admins", people("admin")),
    ...labelled("Viewers", people("viewer")),
    "",
  ].join("\n");
}
