import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import { countAppointments, futureAppointments } from "../../../src/graph/resources/appointments";
import { type Business, businesses, parseBusiness } from "../../../src/graph/resources/businesses";
import { type StaffMember, staff } from "../../../src/graph/resources/staff";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { problem } from "../../../src/problem/problem";
import { calendarIn, lookAtCalendar } from "../../../src/tenant/calendars";
import type { CalendarContext } from "../context";
import { PartlyDone } from "../record/partly-done";

/** Looks after the deletion: what is gone may still show for a while. */
const LOOKS_MS = [0, 1000, 3000, 10_000];
/** Taking off the web changes nothing the second time. */
const ATTEMPTS = 3;

/** Everything that removing a calendar needs. */
export interface Removal {
  readonly context: CalendarContext;
  readonly record: CalendarRecord;
  readonly inputs: CalendarInputs;
  readonly reader: GraphClient;
  readonly writer: GraphClient;
  readonly doomed: CalendarBeforeDeletion;
}

/** Takes a calendar off the web and out of the tenant, and looks whether it is gone. Its people stay until it goes. */
export async function removeCalendar(removal: Removal): Promise<void> {
  await joinStaff(removal);
  await unpublish(removal);
  try {
    await assertNoNewBookings(removal);
    await remove(removal);
  } catch (error) {
    if (error instanceof GraphError) {
      throw stopped(removal, error);
    }
    throw error;
  }
}

/** Only who is on the staff may take a calendar away. */
async function joinStaff({ context, inputs, writer, doomed }: Removal): Promise<void> {
  const operator = context.operator(inputs.organisation);
  if (operator === undefined || doomed.rows.some((row) => row.emailAddress.toLowerCase() === operator)) {
    return;
  }
  const member = { displayName: context.memory.people.nameOf(operator), emailAddress: operator };
  await writer.send(staff.add(doomed.business.id, { ...member, role: "administrator" }));
}

async function unpublish({ reader, writer, doomed: { business } }: Removal): Promise<void> {
  let published = business.isPublished;
  for (let attempt = 1; published; attempt += 1) {
    try {
      await writer.send(businesses.unpublish(business.id));
      return;
    } catch (error) {
      if (!(error instanceof GraphError) || error.kind !== "lost-answer" || attempt === ATTEMPTS) {
        throw error;
      }
      published = parseBusiness((await reader.send(businesses.get(business.id))).body)?.isPublished !== false;
    }
  }
}

/** Somebody may have booked between the count and the unpublishing; now nobody can any more. */
async function assertNoNewBookings(removal: Removal): Promise<void> {
  const { context, inputs, reader, doomed } = removal;
  if (!doomed.business.isPublished || inputs.deletion?.withFutureAppointments === true) {
    return;
  }
  const { body } = await reader.send(futureAppointments(doomed.business.id, context.now()));
  const count = countAppointments(body) ?? 1;
  if (count > 0) {
    const reason = problem("patients-booked", { calendar: inputs.address, count });
    throw new PartlyDone("patients-booked", underWay(removal), [reason]);
  }
}

async function remove(removal: Removal): Promise<void> {
  const { writer, doomed } = removal;
  const [outcome] = await writer.sendAll([businesses.delete(doomed.business.id)]);
  const refusal = outcome && !outcome.ok && outcome.error.kind !== "not-found" ? outcome.error : undefined;
  if (refusal?.kind === "aborted") {
    throw refusal;
  }
  // an answer may be lost, and a refusal untrue: what counts is whether it is there
  for (const wait of refusal ? LOOKS_MS.slice(0, 1) : LOOKS_MS) {
    await removal.context.sleep(wait);
    if (await isGone(removal)) {
      return;
    }
  }
  throw refusal ?? notSeen(removal);
}

/** After our own DELETE, what Bookings itself shows is enough: the directory may show the account for a while. */
async function isGone({ reader, doomed }: Removal): Promise<boolean> {
  const sight = await lookAtCalendar(reader, { address: doomed.business.id, bookingsOnly: true });
  return sight.kind === "hidden" && sight.why === "not-confirmed" ? true : calendarIn(sight) === undefined;
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

/** A calendar that is about to be deleted, as it is in the tenant. */
export interface CalendarBeforeDeletion {
  readonly business: Business;
  readonly rows: readonly StaffMember[];
  /** What Graph told, for the backup. */
  readonly told: { readonly business: unknown; readonly staff: unknown; readonly services: unknown };
  readonly booked: number;
}
