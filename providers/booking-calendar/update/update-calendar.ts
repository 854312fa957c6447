import { mayRecreate } from "../../../src/model/booking-calendar";
import { fixedLabels } from "../../../src/model/calendar-fields";
import { isSameCalendar, markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { calendarIn, hiddenWords, lookAtCalendar } from "../../../src/tenant/calendars";
import { fixedFieldChanges } from "../../fixed-field-changes";
import { refuse } from "../../refuse";
import { reviewedStep } from "../../reviewed";
import { assertAsReviewed } from "../assert-as-reviewed";
import {
  assertAddress,
  assertAdmin,
  assertPlace,
  joinStaff,
  pinnedReader,
  pinnedWriter,
} from "../assertions";
import type { CalendarContext } from "../context";
import { createOrComplete } from "../create/create-calendar";
import { deleteCalendarForGood } from "../delete/delete-calendar";
import { diffCalendar } from "../diff";
import { withOperatorNamed } from "../operator-account";
import { parseInputs, parseRecord } from "../record/parse-record";
import { personsIn } from "../record/record-of";
import { hasService } from "./apply-changes";
import { finish } from "./finish";
import type { Work } from "./work";

/** Brings a calendar to what the specs ask for now; also completes what an earlier run left undone. */
export async function updateCalendar(
  context: CalendarContext,
  olds: unknown,
  news: unknown,
): Promise<{ outs: CalendarRecord }> {
  const record = parseRecord(olds);
  const inputs = parseInputs(news);
  if (record.live.status === "deleted" && !diffCalendar(record, inputs)) {
    return { outs: record };
  }
  assertAllowed(record, inputs);
  reviewedStep(context.reviewed, inputs.address, inputs);
  assertAddress(context, inputs);
  assertPlace(record, inputs);
  if (inputs.status === "deleted") {
    return { outs: await deleteCalendarForGood(context, record, inputs) };
  }
  if (!inputs.adopted) assertAdmin(context, inputs);
  const isMissing = record.status === "missing" || record.live.status === "missing";
  return {
    outs: isMissing ? await recreate(context, record, inputs) : await change(context, record, inputs),
  };
}

function assertAllowed(record: CalendarRecord, inputs: CalendarInputs): void {
  const calendar = inputs.address;
  const fixed = fixedFieldChanges(fixedLabels, record, inputs)[0];
  if (fixed) {
    throw refuse("fixed-field-changed", fixed);
  }
  switch (record.live.status) {
    case "deleted":
      throw refuse("deleted-is-locked", { calendar });
    case "deleting":
      if (inputs.status !== "deleted") {
        throw refuse("deletion-under-way", { calendar });
      }
      break;
    case "half-made":
      throw refuse("half-made", { calendar, given: record.live.actualAddress });
  }
}

/** A calendar that the tenant lost is made again only on request that names it. */
function recreate(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  const { address, recreate } = inputs;
  const done = record.live.recreations ?? 0;
  if (!recreate) {
    throw refuse("calendar-missing", { address });
  }
  if (recreate.confirm.toLowerCase() !== address.toLowerCase()) {
    throw refuse("recreate-not-confirmed", { address, confirm: recreate.confirm });
  }
  if (!mayRecreate(recreate, done)) {
    throw refuse("recreate-used-up", { address, done });
  }
  return createOrComplete(context, inputs, record.id, done + 1);
}

async function change(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  const reader = await pinnedReader(context, inputs);
  const writer = await pinnedWriter(context, inputs);
  const { people } = context.memory;
  const persons = personsIn(record.live);
  const isOnRecord = (address: string): boolean =>
    address in record.members && record.live.staff[address]?.person !== undefined;
  const names = people.nameCalls(Object.keys(inputs.members).filter((address) => !isOnRecord(address)));
  const [sight, learnt] = await Promise.all([
    lookAtCalendar(reader, { address: record.live.actualAddress, people: true, bookingsOnly: true }),
    names.length > 0 ? reader.sendAll(names) : [],
  ]);
  people.learn(learnt);
  if (sight.kind === "hidden") {
    throw refuse("calendar-unreadable", { address: inputs.address, why: hiddenWords(sight) });
  }
  const live = calendarIn(sight);
  if (!live) {
    throw refuse("calendar-unreadable", { address: inputs.address, why: "Graph shows no such calendar" });
  }
  context.memory.teamMember.saw(live.teamMemberWord);
  const marker = ownership(live.business.businessType, markerOf(inputs));
  if (marker === "foreign") {
    throw refuse("calendar-not-ours", { address: inputs.address, marker: markerOf(inputs) });
  }
  if (!isSameCalendar(record, live.business.businessType, live.rows)) {
    throw refuse("calendar-mark-lost", { address: inputs.address, marker: markerOf(inputs) });
  }
  await assertAsReviewed(context, reader, record, inputs, live);
  const rows = await withOperatorNamed(context, reader, inputs.organisation, live.rows);
  const operator = context.operator(inputs.organisation);
  const operatorOnStaff = rows.some((row) => row.emailAddress.toLowerCase() === operator);
  const added = Object.keys(inputs.members).filter((address) => !(address in record.members));
  await people.lookFor(reader, [...added, ...(operatorOnStaff || operator === undefined ? [] : [operator])]);
  const wasServed = operator !== undefined && record.live.served === true;
  if (wasServed) {
    const member = { displayName: people.nameOf(operator), emailAddress: operator };
    await joinStaff(writer, inputs, live.business.id, rows, member);
  }
  const work: Work = {
    context,
    inputs,
    reader,
    writer,
    id: record.id,
    fresh: false,
    business: live.business,
    rows,
    persons,
    marker,
    recreations: record.live.recreations,
    operatorOnStaff: wasServed || operatorOnStaff,
    starterOwed: record.live.starterOwed === true && !(await hasService(reader, live.business.id)),
    unseen: false,
  };
  return finish(work);
}
