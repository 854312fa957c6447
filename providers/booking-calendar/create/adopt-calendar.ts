import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarRecord } from "../../../src/model/calendar-record";
import { calendarIn, lookAtCalendar } from "../../../src/tenant/calendars";
import { readOnly } from "../../adopting";
import { refuse } from "../../refuse";
import { pinnedReader } from "../assertions";
import type { CalendarContext } from "../context";
import { type BookingCalendarHandler, inWords } from "../handler";
import { liveRecord } from "../read/read-calendar";
import { inputsOf, parseInputs, parseRecord } from "../record/parse-record";
import { recordDeleted } from "./create-calendar";

/**
 * The handler of a run that only takes into the state what the tenant has. Nothing can be written with it: there is no
 * writer. What the state knows already stays as it is there.
 */
export function adoptingCalendars(
  handler: BookingCalendarHandler,
  context: () => CalendarContext,
): BookingCalendarHandler {
  return {
    ...handler,
    create: (wish) =>
      inWords("calendar-unreadable", wish, async () => {
        const outs = await adoptCalendar(withoutWriter(context()), wish);
        return { id: outs.id, outs };
      }),
    update: async (_id, olds) => ({ outs: parseRecord(olds) }),
  };
}

function withoutWriter(context: CalendarContext): CalendarContext {
  const reader = (organisation: string) => readOnly(context.reader(organisation));
  return { ...context, reader, writer: reader };
}

async function adoptCalendar(context: CalendarContext, wish: unknown): Promise<CalendarRecord> {
  const inputs = parseInputs(wish);
  const { organisation, address } = inputs;
  await context.records.assertWritable(organisation);
  const outs =
    inputs.status === "deleted" ? await recordDeleted(context, inputs) : await seen(context, inputs);
  const people = Object.entries(outs.members).map(([who, to]) => ({ address: who, to }));
  const what = inputs.status === "deleted" ? ("record" as const) : ("adopt" as const);
  await context.records.note(organisation, { calendar: address, what, outcome: "done", people });
  return outs;
}

async function seen(
  context: CalendarContext,
  inputs: ReturnType<typeof parseInputs>,
): Promise<CalendarRecord> {
  const { address } = inputs;
  const reader = await pinnedReader(context, inputs);
  const live = calendarIn(await lookAtCalendar(reader, { address, people: true }));
  if (!live) throw refuse("adopt-not-there", { address });
  const marker = ownership(live.business.businessType, markerOf(inputs));
  if (marker === "foreign")
    throw refuse("adopt-held-elsewhere", { address, marker: live.business.businessType });
  const { id, isPublished } = live.business;
  const known: CalendarRecord = {
    ...inputsOf(inputs),
    schema: 1,
    id,
    live: { status: "active", actualAddress: id, staff: {}, marker, isPublished },
  };
  const operator = context.operator(inputs.organisation);
  const record = await liveRecord(context, reader, known, live);
  return operator === undefined ? record : { ...record, live: { ...record.live, operator } };
}
