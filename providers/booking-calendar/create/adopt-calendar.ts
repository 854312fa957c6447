import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import type { JournalAction } from "../../../src/records/journal";
import { calendarIn, lookAtCalendar } from "../../../src/tenant/calendars";
import { readOnly } from "../../before-calls";
import { refuse } from "../../refuse";
import { pinnedReader } from "../assertions";
import type { CalendarContext } from "../context";
import { type BookingCalendarHandler, inWords } from "../handler";
import { recordHandedOver } from "../handover/hand-over";
import { recordSeen } from "../read/read-calendar";
import { inputsOf, parseInputs, parseRecord } from "../record/parse-record";
import { recordDeleted } from "./create-calendar";

/** Whether the journal says that a calendar was made or adopted, and not ended since. */
export type WasMade = (organisation: string, address: string) => boolean;

/**
 * The handler of a run that only takes into the state what the tenant has. Nothing can be written with it: there is no
 * writer. What the state knows already stays as it is there. After a lost state the journal counts too: what it says was
 * made and is gone is missing, and never made again by itself.
 */
export function adoptingCalendars(
  handler: BookingCalendarHandler,
  context: () => CalendarContext,
  wasMade?: WasMade,
): BookingCalendarHandler {
  return {
    ...handler,
    create: (wish) =>
      inWords("calendar-unreadable", wish, async () => {
        const outs = await adoptCalendar(withoutWriter(context()), wish, wasMade);
        return { id: outs.id, outs };
      }),
    update: async (_id, olds, news) => ({
      outs: await settled(withoutWriter(context()), parseRecord(olds), parseInputs(news)),
    }),
  };
}

function withoutWriter(context: CalendarContext): CalendarContext {
  const reader = (organisation: string) => readOnly(context.reader(organisation));
  return { ...context, reader, writer: reader };
}

/** What the state knows stays as it is. An older state may not know of a deletion: what is gone as the spec says is deleted. */
async function settled(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  const isGone = record.status === "missing" && inputs.status === "deleted";
  return isGone ? recordDeleted(context, inputs) : record;
}

async function adoptCalendar(
  context: CalendarContext,
  wish: unknown,
  wasMade?: WasMade,
): Promise<CalendarRecord> {
  const inputs = parseInputs(wish);
  const { organisation, address } = inputs;
  await context.records.assertWritable(organisation);
  // one that another organisation has not been given yet is ours still: the next run hands it over
  const given = inputs.status === "handed-over" ? await recordHandedOver(context, inputs) : undefined;
  const outs =
    inputs.status === "deleted"
      ? await recordDeleted(context, inputs)
      : (given ?? (await seen(context, inputs, wasMade)));
  const people = Object.entries(outs.members).map(([who, to]) => ({ address: who, to }));
  const what = WHAT[outs.live.status] ?? "adopt";
  await context.records.note(organisation, { calendar: address, what, outcome: "done", people });
  return outs;
}

/** What the journal calls it, by what was found. */
const WHAT: Readonly<Partial<Record<CalendarRecord["live"]["status"], JournalAction>>> = {
  deleted: "record",
  "handed-over": "hand-over",
};

async function seen(
  context: CalendarContext,
  inputs: CalendarInputs,
  wasMade?: WasMade,
): Promise<CalendarRecord> {
  const { address } = inputs;
  const isNoted = wasMade?.(inputs.organisation, address) === true;
  const reader = await pinnedReader(context, inputs);
  const live = calendarIn(await lookAtCalendar(reader, { address, people: true }));
  if (!live && isNoted) return missing(inputs);
  if (!live) throw refuse("adopt-not-there", { address });
  const marker = ownership(live.business.businessType, markerOf(inputs));
  if (marker === "foreign")
    throw refuse("adopt-held-elsewhere", { address, marker: live.business.businessType });
  if (wasMade && marker === "none" && !isNoted && !inputs.adopted)
    throw refuse("recover-unknown", { address });
  return recordSeen(context, reader, inputs, live);
}

/** The record of a calendar that the tenant has lost as well: it is made again only where its spec asks for that. */
function missing(inputs: CalendarInputs): CalendarRecord {
  const { address } = inputs;
  const live = {
    status: "missing",
    actualAddress: address,
    staff: {},
    marker: "ours",
    isPublished: false,
  } as const;
  return { ...inputsOf(inputs), status: "missing", schema: 1, id: address, live };
}
