import { GraphError } from "../../../src/graph/graph-error";
import { parseStaff, staff, teamMemberWordIn } from "../../../src/graph/resources/staff";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { problem } from "../../../src/problem/problem";
import { lookAtCalendar, shownIn } from "../../../src/tenant/calendars";
import { assertConfirmed, refuse } from "../../refuse";
import { reviewedStep } from "../../reviewed";
import { assertAddress, assertAdmin, pinnedReader, pinnedWriter } from "../assertions";
import type { CalendarContext } from "../context";
import { recordHandedOver } from "../handover/hand-over";
import { takeOver } from "../handover/take-over";
import { withOperatorNamed } from "../operator-account";
import { parseInputs } from "../record/parse-record";
import { PartlyDone } from "../record/partly-done";
import { recordOf, tombstone } from "../record/record-of";
import { hasService } from "../update/apply-changes";
import { finish } from "../update/finish";
import type { Work } from "../update/work";
import { type Creation, findOrCreate, isOurAddress } from "./find-or-create";

const NO_PEOPLE = { known: new Map(), extra: new Map() };

/** Makes a calendar or completes the one that an interrupted run left. `id` is given when the state knows one already. */
export async function createOrComplete(
  context: CalendarContext,
  inputs: CalendarInputs,
  id?: string,
  recreations?: number,
): Promise<CalendarRecord> {
  const making: Creation = {
    context,
    inputs,
    reader: await pinnedReader(context, inputs),
    writer: await pinnedWriter(context, inputs),
  };
  const operator = context.operator(inputs.organisation);
  const written = [...Object.keys(inputs.members), ...(operator === undefined ? [] : [operator])];
  const names = context.memory.people.nameCalls(written);
  const [found, learnt] = await Promise.all([
    findOrCreate(making),
    names.length > 0 ? making.reader.sendAll(names).catch(() => []) : [],
  ]);
  context.memory.people.learn(learnt);
  await context.memory.people.lookFor(making.reader, written);
  if (!found.made) context.existed?.();
  const { business, made } = found;
  const work: Work = {
    ...making,
    id: id ?? business.id,
    business,
    rows: [],
    persons: new Map(),
    fresh: made,
    marker: ownership(business.businessType, markerOf(inputs)),
    operatorOnStaff: false,
    starterOwed: inputs.starterService,
    recreations,
    unseen: made,
  };
  if (!isOurAddress(business.id, inputs)) throw otherAddress(work);
  await readStaff(work, made);
  return finish(work);
}

async function staffNow({ context, reader, business, inputs }: Work, fresh: boolean) {
  const { body } = await reader.send({ ...staff.list(business.id), fresh });
  return {
    body,
    rows: await withOperatorNamed(context, reader, inputs.organisation, parseStaff(body) ?? []),
  };
}

/** Who is on the staff already: of a new calendar at most its maker, which is found out once. */
async function readStaff(work: Work, made: boolean): Promise<void> {
  const { memory } = work.context;
  const operator = work.context.operator(work.inputs.organisation);
  if (made) await memory.creatorLook?.catch(() => undefined);
  if (made && memory.creatorIsStaff !== undefined) {
    work.operatorOnStaff = memory.creatorIsStaff;
    return;
  }
  try {
    const look = staffNow(work, made);
    memory.creatorLook = made ? look : memory.creatorLook;
    const { body, rows } = await look;
    work.rows = rows;
    memory.teamMember.saw(teamMemberWordIn(body));
    work.operatorOnStaff = rows.some((row) => row.emailAddress.toLowerCase() === operator);
    memory.creatorIsStaff = made ? work.operatorOnStaff : memory.creatorIsStaff;
    // an interrupted run may have made the service
    work.starterOwed &&= made || !(await hasService(work.reader, work.business.id));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const reason = problem("not-completed", { calendar: work.inputs.address, step: "staff", who: "", why });
    const gone = error instanceof GraphError && error.kind === "aborted";
    throw new PartlyDone(gone ? "engine-gone" : "not-completed", recordOf(work, NO_PEOPLE), [reason], error);
  }
}

/** On record as it is, so that the next run knows of it; nothing is deleted by itself. */
function otherAddress(work: Work): PartlyDone {
  const { inputs, business } = work;
  const record = recordOf(work, NO_PEOPLE);
  const given = { wanted: inputs.address, given: business.id };
  return new PartlyDone("other-address-given", { ...record, live: { ...record.live, status: "half-made" } }, [
    problem("other-address-given", given),
  ]);
}

/** Makes a calendar with its people. */
export async function createCalendar(
  context: CalendarContext,
  wish: unknown,
): Promise<{ id: string; outs: CalendarRecord }> {
  const inputs = parseInputs(wish);
  assertAddress(context, inputs);
  reviewedStep(context.reviewed, inputs.address, inputs);
  const outs = await made(context, inputs);
  return { id: outs.id, outs };
}

async function made(context: CalendarContext, inputs: CalendarInputs): Promise<CalendarRecord> {
  const { address, organisation, handover } = inputs;
  if (inputs.status === "handed-over") {
    const given = await recordHandedOver(context, inputs);
    if (!given) throw refuse("calendar-not-on-record", { address, organisation });
    return given;
  }
  if (inputs.status !== "active") return recordDeleted(context, inputs);
  if (handover?.from) return takeOver(context, inputs, handover.from);
  if (inputs.adopted) throw refuse("adopt-first", { address: inputs.address });
  assertAdmin(context, inputs);
  return createOrComplete(context, inputs);
}

/**
 * Takes a calendar that was deleted long ago into a state that does not know it: looks once and writes nothing. One that
 * is alive and may be ours (Graph may have dropped the mark) means that the state was lost.
 */
export async function recordDeleted(
  context: CalendarContext,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  assertConfirmed(inputs.address, inputs.deletion);
  const { address } = inputs;
  const reader = await pinnedReader(context, inputs);
  const found = shownIn(await lookAtCalendar(reader, { address, bookingsOnly: true }));
  if (found && ownership(found.business.businessType, markerOf(inputs)) !== "foreign")
    throw refuse("deleted-but-alive", { calendar: address });
  return tombstone(inputs, address, address, found !== undefined);
}
