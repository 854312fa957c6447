import type { GraphOutcome } from "../../../src/graph/call";
import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import { countAppointments, futureAppointments } from "../../../src/graph/resources/appointments";
import { businesses } from "../../../src/graph/resources/businesses";
import { staff } from "../../../src/graph/resources/staff";
import type { CalendarRecord } from "../../../src/model/calendar-record";
import { problem } from "../../../src/problem/problem";
import { calendarIn, type LiveCalendar, lookAtCalendar, shownIn } from "../../../src/tenant/calendars";
import { joinStaff } from "../assertions";
import { PartlyDone } from "../record/partly-done";
import type { Work } from "../update/work";

/** Looks after the deletion: what is gone may still show for a while. */
const LOOKS_MS = [0, 1000, 3000, 10_000];
/** Taking off the web changes nothing the second time. */
const ATTEMPTS = 3;

/** Everything that removing a calendar needs. */
export interface Removal extends Pick<Work, "context" | "reader" | "writer" | "inputs"> {
  readonly record: CalendarRecord;
  readonly toDelete: LiveCalendar;
}

interface FullRemoval extends Removal {
  readonly deleter: GraphClient;
}

/** Takes a calendar off the web and out of the tenant, and looks whether it is gone. Its people stay until it goes. */
export async function removeCalendar(removal: FullRemoval): Promise<void> {
  await join(removal, removal.context.operator(removal.inputs.organisation));
  await unpublish(removal);
  try {
    await assertNoNewBookings(removal);
    await remove(removal);
  } catch (error) {
    if (error instanceof GraphError) throw stopped(removal, error);
    throw error;
  }
}

/**
 * Where no one here may delete: off the web, its people removed but the service account. Always ends with what an
 * administrator has to do; a later run finds nothing left to close, and says it again until the calendar is gone.
 */
export async function closeCalendar(removal: Removal): Promise<never> {
  const { context, inputs, writer, toDelete } = removal;
  const operator = context.operator(inputs.organisation);
  await join(removal, operator);
  await unpublish(removal);
  await assertNoNewBookings(removal);
  const others = toDelete.rows.filter(({ emailAddress }) => emailAddress.toLowerCase() !== operator);
  const outcomes = await writer.sendAll(others.map(({ id }) => staff.remove(toDelete.business.id, id)));
  const failed = outcomes.find((one) => !one.ok && one.error.kind !== "not-found");
  if (failed?.ok === false) throw stopped(removal, failed.error);
  const record = underWay(removal);
  throw new PartlyDone(
    "awaiting-removal",
    { ...record, members: {}, live: { ...record.live, staff: {}, closed: true } },
    [problem("awaiting-removal", { calendar: inputs.address })],
  );
}

/** Who changes a calendar or takes it away has to be on its staff. */
async function join(
  { context, inputs, reader, writer, toDelete: { business, rows } }: Removal,
  account: string | undefined,
): Promise<void> {
  if (account === undefined) return;
  await context.memory.people.lookFor(reader, [account]);
  await joinStaff(writer, inputs, business.id, rows, context.memory.people.memberOf(account));
}

async function unpublish({ reader, writer, toDelete: { business } }: Removal): Promise<void> {
  let published = business.isPublished;
  for (let attempt = 1; published; attempt += 1) {
    try {
      await writer.send(businesses.unpublish(business.id));
      return;
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== "lost-answer" || attempt === ATTEMPTS) throw error;
      const sight = await lookAtCalendar(reader, { address: business.id, bookingsOnly: true });
      published = calendarIn(sight)?.business.isPublished !== false;
    }
  }
}

/** Someone may have booked between the count and the unpublishing; now no one can any more. */
async function assertNoNewBookings(removal: Removal): Promise<void> {
  const { context, inputs, reader, toDelete } = removal;
  if (!toDelete.business.isPublished || inputs.deletion?.withFutureAppointments === true) return;
  const { body } = await reader.send(futureAppointments(toDelete.business.id, context.serverNow()));
  const count = countAppointments(body) ?? 1;
  if (count > 0) {
    const reason = problem("patients-booked", { calendar: inputs.address, count });
    throw new PartlyDone("patients-booked", underWay(removal), [reason]);
  }
}

/** An administrator may delete from outside; where Graph wants the deleter on the staff, it is put there first. */
export async function sendDeletion(
  deleter: GraphClient,
  id: string,
  join: (account: string | undefined) => Promise<void>,
): Promise<GraphOutcome | undefined> {
  const call = businesses.delete(id);
  const [outcome] = await deleter.sendAll([call]);
  const isOutside = outcome?.ok === false && ["denied", "no-role"].includes(outcome.error.kind);
  if (!isOutside) return outcome;
  await join((await deleter.claims()).account);
  return (await deleter.sendAll([call]))[0];
}

async function remove(removal: FullRemoval): Promise<void> {
  const { deleter, toDelete } = removal;
  const outcome = await sendDeletion(deleter, toDelete.business.id, (account) => join(removal, account));
  const refusal = outcome && !outcome.ok && outcome.error.kind !== "not-found" ? outcome.error : undefined;
  if (refusal?.kind === "aborted") throw refusal;
  // an answer may be lost, and a refusal untrue: what counts is whether it is there
  for (const wait of refusal ? LOOKS_MS.slice(0, 1) : LOOKS_MS) {
    await removal.context.sleep(wait);
    if (await isGone(removal)) return;
  }
  throw refusal ?? notSeen(removal);
}

/** After our own DELETE, what Bookings itself shows is enough: the directory may show the account for a while. */
async function isGone({ reader, toDelete }: Removal): Promise<boolean> {
  const sight = await lookAtCalendar(reader, { address: toDelete.business.id, bookingsOnly: true });
  return shownIn(sight) === undefined;
}

function notSeen(removal: Removal): PartlyDone {
  const reason = problem("deletion-not-seen", { calendar: removal.inputs.address });
  return new PartlyDone("deletion-not-seen", underWay(removal), [reason]);
}

function stopped(removal: Removal, error: GraphError): PartlyDone {
  const calendar = removal.inputs.address;
  const isOver = error.kind === "aborted";
  const code = isOver ? ("engine-gone" as const) : ("deletion-refused" as const);
  const reason = isOver
    ? problem("engine-gone", { calendar })
    : problem("deletion-refused", { calendar, why: error.message });
  return new PartlyDone(code, underWay(removal), [reason], error);
}

/** Still there with its people, but off the web: the next run goes on. */
function underWay({ record, inputs }: Removal): CalendarRecord {
  const { deletion } = inputs;
  return {
    ...record,
    status: "active",
    ...(deletion && { deletion }),
    live: { ...record.live, status: "deleting", isPublished: false },
  };
}
