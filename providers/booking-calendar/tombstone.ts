import type { CalendarInputs } from "./calendar-inputs";
import type { CalendarRecord } from "./calendar-record";
import { inputsOf } from "./parse-record";

/** What is left of a deleted calendar: everything the spec says, and nobody on it. */
export function tombstone(
  inputs: CalendarInputs,
  id: string,
  actualAddress: string,
  livesAgain = false,
): CalendarRecord {
  return {
    ...inputsOf(inputs),
    status: "deleted",
    members: {},
    schema: 1,
    id,
    live: {
      status: "deleted",
      actualAddress,
      staff: {},
      marker: "none",
      isPublished: false,
      ...(livesAgain ? { livesAgain: true as const } : {}),
    },
  };
}
