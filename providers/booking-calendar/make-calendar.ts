import { GraphError } from "../../src/graph/graph-error";
import { parseStaff, type StaffMember, staff, teamMemberWordIn } from "../../src/graph/resources/staff";
import { problem } from "../../src/problem/problem";
import { pinnedReader, pinnedWriter } from "./assert-identity";
import { hasService } from "./bring-about";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import type { CalendarRecord } from "./calendar-record";
import { finish } from "./finish";
import { markerOf, ownership } from "./marker";
import { isOurAddress, type Making, type Obtained, obtain } from "./obtain";
import { PartlyDone } from "./partly-done";
import { recordOf } from "./record-of";
import type { Work } from "./work";

/** Makes a calendar or completes the one that an interrupted run left. `id` is given when the state knows one already. */
export async function makeCalendar(
  context: CalendarContext,
  inputs: CalendarInputs,
  id?: string,
): Promise<CalendarRecord> {
  const making: Making = {
    context,
    inputs,
    reader: await pinnedReader(context, inputs),
    writer: await pinnedWriter(context, inputs),
  };
  const names = context.memory.people.nameCalls(Object.keys(inputs.members));
  const [obtained, learnt] = await Promise.all([
    obtain(making),
    names.length > 0 ? making.reader.sendAll(names).catch(() => []) : [],
  ]);
  context.memory.people.learn(learnt);
  const work = newWork(making, obtained, id ?? obtained.business.id);
  if (!isOurAddress(obtained.business.id, inputs)) {
    throw otherAddress(work);
  }
  await readStaff(work, obtained.made);
  return finish(work);
}

function newWork(
  { context, inputs, reader, writer }: Making,
  { business, made }: Obtained,
  id: string,
): Work {
  const common = { context, inputs, reader, writer, id, business, rows: [], fresh: made };
  return {
    ...common,
    marker: ownership(business.businessType, markerOf(inputs)),
    operatorOnStaff: false,
    starterOwed: inputs.starterService,
    unseen: made,
  };
}

/** Who is on the staff already: of a new calendar at most its maker, which is found out once. */
async function readStaff(work: Work, made: boolean): Promise<void> {
  const { memory } = work.context;
  const operator = work.context.operator(work.inputs.organisation);
  if (made) {
    await memory.creatorLook?.catch(() => undefined);
  }
  if (made && memory.creatorIsStaff !== undefined) {
    work.operatorOnStaff = memory.creatorIsStaff;
    return;
  }
  try {
    const look = work.reader.send({ ...staff.list(work.business.id), fresh: made });
    memory.creatorLook = made ? look : memory.creatorLook;
    const { body } = await look;
    const rows: readonly StaffMember[] = parseStaff(body) ?? [];
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
    throw new PartlyDone(gone ? "engine-gone" : "not-completed", recordOf(work, nobody()), [reason], error);
  }
}

/** On record as it is, so that the next run knows of it; nothing is deleted by itself. */
function otherAddress(work: Work): PartlyDone {
  const { inputs, business } = work;
  const record = recordOf(work, nobody());
  const given = { wanted: inputs.address, given: business.id };
  return new PartlyDone("other-address-given", { ...record, live: { ...record.live, status: "half-made" } }, [
    problem("other-address-given", given),
  ]);
}

function nobody() {
  return { known: new Map(), extra: new Map() };
}
