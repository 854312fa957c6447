import type { HandoverSide } from "../../../src/model/booking-calendar";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { calendarIn, type LiveCalendar, lookAtCalendar } from "../../../src/tenant/calendars";
import { refuse } from "../../refuse";
import { assertAdmin, pinnedReader } from "../assertions";
import type { CalendarContext } from "../context";
import { type ReadCalendar, recordSeen } from "../read/read-calendar";
import { inputsOf, parseInputs } from "../record/parse-record";
import { changeCalendar } from "../update/change-calendar";
import { isGivenTo } from "./hand-over";

/**
 * Takes over a calendar that another organisation has given: records it as it is, then brings it to what the spec asks
 * for. The account of the organisation that had it goes with everyone else who is not in the spec.
 */
export async function takeOver(
  context: CalendarContext,
  inputs: CalendarInputs,
  from: HandoverSide,
): Promise<CalendarRecord> {
  const { address } = inputs;
  assertAdmin(context, inputs);
  const reader = await pinnedReader(context, inputs);
  const sight = await lookAtCalendar(reader, { address, people: true });
  const live = sight.kind === "hidden" ? undefined : calendarIn(sight);
  if (!live && sight.kind === "absent")
    throw refuse("handover-not-there", { address, other: from.organisation });
  if (!live) throw refuse("handover-too-early", { address, from: from.organisation });
  if (!(await isGivenTo(context, reader, sideOf(context, inputs), inputs, live))) {
    assertStillTheirs(inputs, from, live);
    throw refuse("handover-too-early", { address, from: from.organisation });
  }
  for (const limit of ["membersRemoved", "rolesChanged"] as const)
    context.budget.saw(limit, address, live.rows.length);
  return changeCalendar(context, await recordSeen(context, reader, inputs, live), inputs);
}

/**
 * The calendar that is to be taken over as it is now, for a preview; undefined where this organisation does not see it
 * yet.
 */
export async function lookAhead(context: CalendarContext, wish: unknown): Promise<ReadCalendar | undefined> {
  const inputs = parseInputs(wish);
  const { address, handover, status } = inputs;
  if (!handover?.from || status !== "active") return undefined;
  const reader = await pinnedReader(context, inputs);
  const sight = await lookAtCalendar(reader, { address, people: true });
  if (sight.kind === "hidden") return undefined;
  const live = calendarIn(sight);
  if (!live) throw refuse("handover-not-there", { address, other: handover.from.organisation });
  const seen = await recordSeen(context, reader, inputs, live);
  const isGiven = await isGivenTo(context, reader, sideOf(context, inputs), inputs, live);
  const props = isGiven ? seen : asGiven(seen, inputs);
  return { id: props.id, props, inputs: inputsOf(props) };
}

/**
 * As it will be once it is handed over, so that a plan holds before and after that: then our marker stands in the place of
 * the other organisation's.
 */
function asGiven(record: CalendarRecord, inputs: CalendarInputs): CalendarRecord {
  const { live } = record;
  const awaited = true as const;
  return live.marker === "foreign"
    ? { ...record, marker: markerOf(inputs), live: { ...live, marker: "ours", awaited } }
    : { ...record, live: { ...live, awaited } };
}

function sideOf(context: CalendarContext, { organisation }: CalendarInputs): HandoverSide {
  const operator = context.operator(organisation);
  return { organisation, ...(operator !== undefined && { operator }) };
}

/** A calendar that carries neither organisation's marker, but another one, is not the one that is handed over. */
function assertStillTheirs(inputs: CalendarInputs, from: HandoverSide, { business }: LiveCalendar): void {
  const { address } = inputs;
  const theirs = ownership(business.businessType, markerOf({ organisation: from.organisation, address }));
  if (theirs === "foreign") throw refuse("calendar-not-ours", { address, marker: markerOf(inputs) });
}
