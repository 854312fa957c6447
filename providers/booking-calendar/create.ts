import { assertAddress } from "./assert-address";
import { assertAdmin } from "./assert-admin";
import type { CalendarContext } from "./calendar-context";
import type { CalendarRecord } from "./calendar-record";
import { makeCalendar } from "./make-calendar";
import { parseInputs } from "./parse-record";
import { refuse } from "./refuse";

/** Makes a calendar with its people. */
export async function createCalendar(
  context: CalendarContext,
  wish: unknown,
): Promise<{ id: string; outs: CalendarRecord }> {
  const inputs = parseInputs(wish);
  if (inputs.status !== "active") {
    throw refuse("deletion-not-available", { calendar: inputs.address });
  }
  assertAddress(context, inputs);
  assertAdmin(context, inputs);
  const outs = await makeCalendar(context, inputs);
  return { id: outs.id, outs };
}
