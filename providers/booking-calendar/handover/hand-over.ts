import type { GraphClient } from "../../../src/graph/graph-client";
import { businesses } from "../../../src/graph/resources/businesses";
import { staff } from "../../../src/graph/resources/staff";
import type { HandoverSide } from "../../../src/model/booking-calendar";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import {
  type CalendarSight,
  calendarIn,
  type LiveCalendar,
  lookAtCalendar,
} from "../../../src/tenant/calendars";
import { refuse } from "../../refuse";
import { assertAsReviewed } from "../assert-as-reviewed";
import { assertOurs, joinStaff, liveIn, pinnedReader, pinnedWriter } from "../assertions";
import type { CalendarContext } from "../context";
import { operatorRows, withOperatorNamed } from "../operator-account";
import { handedOver } from "../record/record-of";

/**
 * Gives a calendar to another organisation: its service account becomes an administrator, then its marker takes the place of
 * ours. Neither people nor services are touched. From the marker on the other organisation may take it over, and this one
 * writes nothing to it any more.
 */
export async function handOver(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  const to = receiverOf(inputs);
  const reader = await pinnedReader(context, inputs);
  const address = record.live.actualAddress;
  const sight = await lookAtCalendar(reader, { address, people: true });
  if (isOutOfReach(context, inputs, sight)) return handedOver(inputs, record.id, address);
  const live = seen(inputs, to, sight);
  if (await isGivenTo(context, reader, to, inputs, live)) return handedOver(inputs, record.id, address);
  assertOurs(record, inputs, live);
  await assertAsReviewed(context, reader, record, inputs, live);
  await give(context, inputs, to, live);
  return handedOver(inputs, record.id, address);
}

/** The record of an earlier hand-over that the state lacks; undefined where the calendar was not given yet. Writes nothing. */
export async function recordHandedOver(
  context: CalendarContext,
  inputs: CalendarInputs,
): Promise<CalendarRecord | undefined> {
  const to = receiverOf(inputs);
  const reader = await pinnedReader(context, inputs);
  const { address } = inputs;
  const live = calendarIn(await lookAtCalendar(reader, { address, people: true }));
  const isGone = !live || (await isGivenTo(context, reader, to, inputs, live));
  return isGone ? handedOver(inputs, address, address) : undefined;
}

/** Who receives it, with the address repeated exactly: also when no one has checked the specs. */
function receiverOf({ address, handover = {} }: CalendarInputs): HandoverSide {
  const { to, confirm, reason } = handover;
  if (!to || confirm === undefined || !reason) {
    const said = { to, confirm, reason };
    const missing = Object.entries(said).flatMap(([field, value]) => (value ? [] : [field]));
    throw refuse("handover-incomplete", { address, missing });
  }
  if (confirm !== address) throw refuse("handover-confirms-another", { address, confirm });
  return to;
}

/** A run that died had given it, and the other organisation has taken our account off since: the journal knows of it. */
function isOutOfReach(
  { records }: CalendarContext,
  { organisation, address }: CalendarInputs,
  sight: CalendarSight,
): boolean {
  const isShutOut = sight.kind === "hidden" && ["no-role", "sees-own-only"].includes(sight.why);
  return isShutOut && records.diedInHandover(organisation, address);
}

function seen({ address }: CalendarInputs, to: HandoverSide, sight: CalendarSight): LiveCalendar {
  const live = liveIn(sight, { address });
  if (!live) throw refuse("handover-not-there", { address, other: to.organisation });
  return live;
}

async function give(
  context: CalendarContext,
  inputs: CalendarInputs,
  { organisation, operator }: HandoverSide,
  { business, rows }: LiveCalendar,
): Promise<void> {
  if (operator === undefined) throw refuse("handover-receiver-without-operator", { organisation });
  const reader = await pinnedReader(context, inputs);
  const writer = await pinnedWriter(context, inputs);
  const { people } = context.memory;
  const own = context.operator(inputs.organisation);
  await people.lookFor(reader, [operator, ...(own === undefined ? [] : [own])]);
  if (own !== undefined) {
    const known = await withOperatorNamed(context, reader, inputs.organisation, rows);
    await joinStaff(writer, inputs, business.id, known, people.memberOf(own));
  }
  const isTheirs = await operatorRows(context, reader, operator, rows);
  const row = rows.find(isTheirs);
  if (!row)
    await writer.send(staff.add(business.id, { ...people.memberOf(operator), role: "administrator" }));
  else if (row.role !== "administrator") {
    await writer.send(staff.changeRole(business.id, row.id, "administrator"));
  }
  // last: from here on it is theirs. One without our marker is recognised by their account alone.
  if (ownership(business.businessType, markerOf(inputs)) !== "ours") return;
  const businessType = markerOf({ organisation, address: inputs.address });
  await writer.send(businesses.patch(business.id, { businessType }));
}

/**
 * Whether an organisation has been given a calendar: its marker stands on it. A calendar that carries no marker was given
 * where the organisation's service account is an administrator of it.
 */
export async function isGivenTo(
  context: Pick<CalendarContext, "memory">,
  reader: GraphClient,
  { organisation, operator }: HandoverSide,
  { address }: { readonly address: string },
  { business, rows }: LiveCalendar,
): Promise<boolean> {
  const mark = ownership(business.businessType, markerOf({ organisation, address }));
  if (mark !== "none") return mark === "ours";
  if (operator === undefined) return false;
  const isTheirs = await operatorRows(context, reader, operator.toLowerCase(), rows);
  return rows.some((row) => isTheirs(row) && row.role === "administrator");
}
