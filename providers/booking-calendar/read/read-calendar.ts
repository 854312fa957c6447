import type { GraphClient } from "../../../src/graph/graph-client";
import { isSameCalendar, markerOf, ownership } from "../../../src/model/calendar-marker";
import { type CalendarInputs, type CalendarRecord, hasEnded } from "../../../src/model/calendar-record";
import { calendarIn, type LiveCalendar, lookAtCalendar } from "../../../src/tenant/calendars";
import { ownersOf } from "../../../src/tenant/people";
import { assertAddress, assertPlace, assertSeen, liveIn, pinnedReader } from "../assertions";
import type { CalendarContext } from "../context";
import { operatorRows } from "../operator-account";
import { inputsOf, parseRecord } from "../record/parse-record";
import { fromGraph, membersOf, personsIn, staffRecord } from "../record/record-of";
import { type MatchedStaff, matchStaff } from "./match-staff";

/** What the engine gets of a reading: never without an id, or it would forget the calendar and make it again. */
export interface ReadCalendar {
  readonly id: string;
  readonly props: CalendarRecord;
  readonly inputs: CalendarInputs;
}

/** States that a look at the tenant does not change. */
const KEPT: readonly string[] = ["half-made", "deleting", "handed-over"];

/** A calendar as it is in the tenant. Confirmed gone is `missing`; anything that is not known for sure is thrown. */
export async function readCalendar(
  context: CalendarContext,
  id: string,
  stored: unknown,
): Promise<ReadCalendar> {
  const record = parseRecord(stored);
  const { budget } = context;
  if (!hasEnded(record.live.status)) budget.saw("calendarsDeleted", record.address, 1);
  if (KEPT.includes(record.live.status)) {
    stopCreations(context, record);
    return result(id, record);
  }
  assertAddress(context, record);
  assertPlace(record, record);
  const reader = await pinnedReader(context, record);
  if (record.live.status === "deleted") return result(id, await readTombstone(reader, record));
  const sight = await lookAtCalendar(reader, { address: record.live.actualAddress, people: true });
  if (sight.kind === "hidden" && sight.why === "no-role") {
    // a run that died had handed it over, and the other organisation has taken our account off since
    if (context.records.diedInHandover(record.organisation, record.address)) return result(id, record);
  }
  const live = liveIn(sight, record);
  if (!live) {
    assertSeen(record);
    return result(id, { ...record, status: "missing", live: { ...record.live, status: "missing" } });
  }
  if (!isSameCalendar(record, live.business.businessType, live.rows)) {
    // our record gets nothing of another calendar: the next run would treat its people as ours
    return result(id, { ...record, live: { ...record.live, another: true } });
  }
  context.memory.teamMember.saw(live.teamMemberWord);
  for (const limit of ["membersRemoved", "rolesChanged"] as const)
    budget.saw(limit, record.address, live.rows.length);
  return result(id, await liveRecord(context, reader, record, live));
}

/** While a calendar stands under a wrong address, the next one would too: none is made until it is settled. */
function stopCreations({ memory }: CalendarContext, { displayName, address, live }: CalendarRecord): void {
  if (live.status === "half-made")
    memory.gate.stop({ first: displayName, wanted: address, given: live.actualAddress });
}

async function liveRecord(
  context: CalendarContext,
  reader: GraphClient,
  record: CalendarRecord,
  { business, rows }: LiveCalendar,
  learnt: (address: string) => string | undefined = () => undefined,
): Promise<CalendarRecord> {
  const persons = personsIn(record.live);
  const operator = record.live.operator ?? context.operator(record.organisation);
  const listed = Object.keys(record.members);
  const isOperator = await operatorRows(context, reader, operator, rows);
  const people = rows.filter((row) => !isOperator(row) || listed.includes(operator ?? ""));
  const staff: MatchedStaff = await matchStaff(listed, people, (addresses) => ownersOf(reader, addresses));
  const { unseen: _seenNow, another: _oursNow, operatorLost: _seenAnew, ...live } = record.live;
  const account = context.operator(record.organisation) ?? record.live.operator;
  const isAccount = account === operator ? isOperator : await operatorRows(context, reader, account, rows);
  const isServed = rows.some((row) => isAccount(row) && row.role === "administrator");
  return {
    ...record,
    ...fromGraph(business, record),
    status: "active",
    members: membersOf(staff, record.viewerRole),
    live: {
      ...live,
      status: "active",
      actualAddress: business.id,
      staff: staffRecord(staff, (row, address) => persons.get(row.id) ?? learnt(address)),
      marker: markOf(record, business.businessType),
      isPublished: business.isPublished,
      ...(isServed ? { served: true as const } : {}),
      ...(live.served && !isServed ? { operatorLost: true as const } : {}),
    },
  };
}

/** The first record of a calendar that was there before this organisation had it. */
export async function recordSeen(
  context: CalendarContext,
  reader: GraphClient,
  inputs: CalendarInputs,
  live: LiveCalendar,
): Promise<CalendarRecord> {
  const { id, isPublished, businessType } = live.business;
  const marker = ownership(businessType, markerOf(inputs));
  const known: CalendarRecord = {
    ...inputsOf(inputs),
    schema: 1,
    id,
    live: { status: "active", actualAddress: id, staff: {}, marker, isPublished },
  };
  const operator = context.operator(inputs.organisation);
  const { people } = context.memory;
  const names = people.nameCalls(Object.keys(inputs.members));
  people.learn(names.length > 0 ? await reader.sendAll(names) : []);
  const record = await liveRecord(context, reader, known, live, (one) => people.idOf(one));
  return operator === undefined ? record : { ...record, live: { ...record.live, operator } };
}

/**
 * A mark that was seen once stays on the record when it goes: another calendar may stand there now. Every run reads before it
 * writes, so that a record which followed the tenant would have forgotten it by then.
 */
function markOf(record: CalendarRecord, businessType: string): CalendarRecord["live"]["marker"] {
  const mark = ownership(businessType, markerOf(record));
  return mark === "none" ? record.live.marker : mark;
}

function result(id: string, record: CalendarRecord): ReadCalendar {
  return { id, props: record, inputs: inputsOf(record) };
}

/** The record of a deleted calendar with one look at its address. A calendar that is there again is only reported. */
async function readTombstone(reader: GraphClient, record: CalendarRecord): Promise<CalendarRecord> {
  const { livesAgain: _before, ...live } = record.live;
  const sight = await lookAtCalendar(reader, { address: record.live.actualAddress, bookingsOnly: true });
  // a deleted mailbox may answer like this for a while
  const isFading = sight.kind === "unreadable" && sight.error.kind === "mailbox-not-enabled";
  const alive = sight.kind === "hidden" || isFading ? false : calendarIn(sight) !== undefined;
  return { ...record, live: { ...live, ...(alive ? { livesAgain: true as const } : {}) } };
}
