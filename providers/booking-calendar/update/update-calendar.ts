import { mayRecreate } from "../../../src/model/booking-calendar";
import { fixedLabels } from "../../../src/model/calendar-fields";
import { type CalendarInputs, type CalendarRecord, hasEnded } from "../../../src/model/calendar-record";
import { fixedFieldChanges } from "../../checked";
import { refuse } from "../../refuse";
import { reviewedStep } from "../../reviewed";
import { assertAddress, assertAdmin, assertPlace } from "../assertions";
import type { CalendarContext } from "../context";
import { createOrComplete } from "../create/create-calendar";
import { deleteCalendarForGood } from "../delete/delete-calendar";
import { diffCalendar } from "../diff";
import { handOver } from "../handover/hand-over";
import { takeOver } from "../handover/take-over";
import { parseInputs, parseRecord } from "../record/parse-record";
import { changeCalendar } from "./change-calendar";

/** Brings a calendar to what the specs ask for now; also completes what an earlier run left undone. */
export async function updateCalendar(
  context: CalendarContext,
  olds: unknown,
  news: unknown,
): Promise<{ outs: CalendarRecord }> {
  const record = parseRecord(olds);
  const inputs = parseInputs(news);
  if (hasEnded(record.live.status) && !diffCalendar(record, inputs)) return { outs: record };
  assertAllowed(record, inputs);
  reviewedStep(context.reviewed, inputs.address, inputs);
  assertAddress(context, inputs);
  assertPlace(record, inputs);
  if (inputs.status === "deleted") return { outs: await deleteCalendarForGood(context, record, inputs) };
  if (inputs.status === "handed-over") return { outs: await handOver(context, record, inputs) };
  const from = inputs.handover?.from;
  if (from && record.live.status === "handed-over") return { outs: await takeOver(context, inputs, from) };
  const isMissing = record.status === "missing" || record.live.status === "missing";
  if (isMissing) return { outs: await recreate(context, record, inputs) };
  assertAdmin(context, inputs, record);
  return { outs: await changeCalendar(context, record, inputs) };
}

function assertAllowed(record: CalendarRecord, inputs: CalendarInputs): void {
  const calendar = inputs.address;
  const fixed = fixedFieldChanges(fixedLabels, record, inputs)[0];
  if (fixed) throw refuse("fixed-field-changed", fixed);
  switch (record.live.status) {
    case "deleted":
      throw refuse("deleted-is-locked", { calendar });
    case "deleting":
      if (inputs.status !== "deleted") throw refuse("deletion-under-way", { calendar });
      break;
    case "handed-over":
      if (!inputs.handover?.from || inputs.status !== "active")
        throw refuse("handover-is-locked", { address: calendar, to: receiverIn(record) });
      break;
    case "half-made":
      throw refuse("half-made", { calendar, given: record.live.actualAddress });
  }
}

const receiverIn = ({ handover }: CalendarRecord): string =>
  handover?.to?.organisation ?? "another organisation";

/** A calendar that the tenant lost is made again only on request that names it. */
function recreate(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  const { address, recreate } = inputs;
  const done = record.live.recreations ?? 0;
  if (!recreate) throw refuse("calendar-missing", { address });
  if (recreate.confirm.toLowerCase() !== address.toLowerCase())
    throw refuse("recreate-not-confirmed", { address, confirm: recreate.confirm });
  if (!mayRecreate(recreate, done)) throw refuse("recreate-used-up", { address, done });
  assertAdmin(context, inputs);
  return createOrComplete(context, inputs, record.id, done + 1);
}
