import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { lookAtCalendar } from "../../../src/tenant/calendars";
import { refuse } from "../../refuse";
import { assertAsReviewed } from "../assert-as-reviewed";
import { assertOurs, joinStaff, liveIn, pinnedReader, pinnedWriter } from "../assertions";
import type { CalendarContext } from "../context";
import { withOperatorNamed } from "../operator-account";
import { personsIn } from "../record/record-of";
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
  const unknown = Object.keys(inputs.members).filter((address) => !isOnRecord(address));
  const names = people.nameCalls(unknown);
  people.learn(names.length > 0 ? await reader.sendAll(names) : []);
  await people.lookFor(
    reader,
    unknown.filter((address) => !(address in record.members)),
  );
  // the look is the last question before the first write: what someone changes after it would go unseen
  const isOwed = record.live.starterOwed === true;
  const sight = await lookAtCalendar(reader, {
    address: record.live.actualAddress,
    people: true,
    services: isOwed,
    bookingsOnly: true,
  });
  const live = liveIn(sight, inputs);
  if (!live)
    throw refuse("calendar-unreadable", { address: inputs.address, why: "Graph shows no such calendar" });
  context.memory.teamMember.saw(live.teamMemberWord);
  assertOurs(record, inputs, live);
  await assertAsReviewed(context, reader, record, inputs, live);
  const rows = await withOperatorNamed(context, reader, inputs.organisation, live.rows);
  const operator = context.operator(inputs.organisation);
  const operatorOnStaff = rows.some((row) => row.emailAddress.toLowerCase() === operator);
  if (operator !== undefined && !operatorOnStaff) await people.lookFor(reader, [operator]);
  const wasServed = operator !== undefined && record.live.served === true;
  if (wasServed) await joinStaff(writer, inputs, live.business.id, rows, people.memberOf(operator));
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
    starterOwed: isOwed && live.told.services.length === 0,
    unseen: false,
  };
  return finish(work);
}
