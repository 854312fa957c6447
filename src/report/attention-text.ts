import type { RecordedMember } from "../engine/run-result";
import type { ListedCalendar } from "./listed-calendar";
import { personName } from "./person-name";

const ADVICE: Readonly<Partial<Record<ListedCalendar["status"], string>>> = {
  planned: "is in the specs only: run bookings up",
  "half-made": "was not finished: run bookings preview to see what can be done",
  deleting: "is not fully deleted: run bookings up",
  missing: "is gone from the tenant: run bookings preview to see what can be done",
};

const WAITING: Readonly<Partial<Record<RecordedMember["membership"], string>>> = {
  pending: "has to approve Microsoft's e-mail for",
  rejected: "has declined",
};

function peopleLines({ displayName, members, status }: ListedCalendar): string[] {
  // There is nothing left to approve.
  if (status === "missing") return [];
  return members.flatMap(({ address, membership }) => {
    const words = WAITING[membership];
    return words === undefined ? [] : [`${personName(address)} ${words} ${displayName}`];
  });
}

/** What waits for somebody, a sentence each: calendars that are not as they should be first, then people. */
export function attentionLines(calendars: readonly ListedCalendar[]): string[] {
  const unsettled = calendars.flatMap(({ status, displayName }) => {
    const advice = ADVICE[status];
    return advice === undefined ? [] : [`${displayName} ${advice}`];
  });
  return [...unsettled, ...calendars.flatMap(peopleLines)];
}
