import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { calendarIn, hiddenWords, lookAtCalendar } from "../../../src/tenant/calendars";
import { refuse } from "../../refuse";
import { assertAsReviewed } from "../assert-as-reviewed";
import { assertOurs, joinStaff, pinnedReader, pinnedWriter } from "../assertions";
import type { CalendarContext } from "../context";
import { withOperatorNamed } from "../operator-account";
import { personsIn } from "../record/record-of";
import { hasService } from "./apply-changes";
import { finish } from "./finish";
import type { Work } from "./work";

/** Brings a calendar that is on record to what is asked for: one look, then only what differs. */
export async function changeCalendar(
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
  assertOurs(record, inputs, live);
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
    marker: ownership(live.business.businessType, markerOf(inputs)),
    recreations: record.live.recreations,
    operatorOnStaff: wasServed || operatorOnStaff,
    starterOwed: record.live.starterOwed === true && !(await hasService(reader, live.business.id)),
    unseen: false,
  };
  return finish(work);
}
