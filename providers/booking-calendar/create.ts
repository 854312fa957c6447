import { assertAddress } from "./assert-address";
import { assertAdmin } from "./assert-admin";
import type { CalendarContext } from "./calendar-context";
import type { CalendarRecord } from "./calendar-record";
import { makeCalendar } from "./make-calendar";
import { parseInputs } from "./parse-record";
import { recordDeleted } from "./record-deleted";

/** Makes a calendar with its people. */
export async function createCalendar(
  context: CalendarContext,
  wish: unknown,
): Promise<{ id: string; outs: CalendarRecord }> {
  const inputs = parseInputs(wish);
  assertAddress(context, inputs);
  if (inputs.status !== "active") {
    const outs = await recordDeleted(context, inputs);
    return { id: outs.id, outs };
  }
  assertAdmin(context, inputs);
  const outs = await makeCalendar(context, inputs);
  return { id: outs.id, outs };
}
