import type { GraphClient } from "../../../src/graph/graph-client";
import type { CalendarInputs, CalendarRecord } from "../../../src/model/calendar-record";
import { type LiveCalendar, lookAtCalendar, shownIn } from "../../../src/tenant/calendars";
import { assertTenant } from "../../assert-tenant";
import { assertConfirmed, assertWithin, refuse } from "../../refuse";
import { assertAsReviewed } from "../assert-as-reviewed";
import { assertOurs, assertSeen, liveIn, pinnedReader, pinnedWriter } from "../assertions";
import type { CalendarContext } from "../context";
import { withOperatorNamed } from "../operator-account";
import { tombstone } from "../record/record-of";
import { closeCalendar, removeCalendar } from "./remove-calendar";

/**
 * Deletes a calendar: looks at it, counts the booked patients, backs it up, unpublishes it, removes it with its people in
 * place, and looks whether it is gone. Whatever went wrong, the next run goes on from there.
 */
export async function deleteCalendarForGood(
  context: CalendarContext,
  record: CalendarRecord,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  assertConfirmed(inputs.address, inputs.deletion);
  const reader = await pinnedReader(context, inputs);
  const address = record.live.actualAddress;
  const sight = await lookAtCalendar(reader, {
    address,
    people: true,
    services: true,
    bookedFrom: context.serverNow(),
    bookingsOnly: true,
  });
  const toDelete = shownIn(sight);
  if (!toDelete) {
    // after our own DELETE the directory may show the account for a while; else its absence has to be certain
    if (record.live.status !== "deleting" || record.live.closed) {
      assertSeen(record);
      await assertAbsent(reader, record);
    }
    return tombstone(inputs, record.id, address);
  }
  assertOurs(record, inputs, toDelete);
  await assertAsReviewed(context, reader, record, inputs, toDelete);
  assertNoneBooked(inputs, toDelete.booked);
  const writer = await pinnedWriter(context, inputs);
  const deleter = await ableDeleter(context.deleter(inputs.organisation) ?? writer, inputs);
  // one that is closed in place counted when it was closed
  if (!record.live.closed) assertWithin(context.budget, "calendarsDeleted", 1);
  await keep(context, inputs, toDelete);
  const rows = await withOperatorNamed(context, reader, inputs.organisation, toDelete.rows);
  const removal = { context, record, inputs, reader, writer, toDelete: { ...toDelete, rows } };
  await (deleter ? removeCalendar({ ...removal, deleter }) : closeCalendar(removal));
  return tombstone(inputs, record.id, address);
}

/** Template ids of the roles with which Exchange lets someone delete a mailbox: Exchange and Global Administrator. */
export const DELETING_ROLES: readonly string[] = [
  "29232cdf-9323-42fd-ade2-1d097af3e4de",
  "62e90394-69f5-4237-9190-012177145e10",
];

/** Who may delete, by what the token says before anything is touched; undefined where no one here may. */
export async function ableDeleter(
  client: GraphClient,
  { address, tenantId }: Pick<CalendarInputs, "address" | "tenantId">,
): Promise<GraphClient | undefined> {
  const { directoryRoles } = await assertTenant(undefined, client, { name: address, tenantId });
  return directoryRoles.some((role) => DELETING_ROLES.includes(role)) ? client : undefined;
}

async function assertAbsent(reader: GraphClient, { address, live }: CalendarRecord): Promise<void> {
  const sight = await lookAtCalendar(reader, { address: live.actualAddress });
  if (liveIn(sight, { address }))
    throw refuse("calendar-unreadable", { address, why: "it came back while it was looked at" });
}

/** Patients count as booked until the spec says that the calendar goes with them. */
function assertNoneBooked({ address, deletion }: CalendarInputs, count: number): void {
  if (count > 0 && deletion?.withFutureAppointments !== true)
    throw refuse("patients-booked", { calendar: address, count });
}

/** On disk, and noted, before anything is written to the tenant. */
async function keep(
  { records }: CalendarContext,
  inputs: CalendarInputs,
  toDelete: LiveCalendar,
): Promise<void> {
  const { organisation, address, displayName, deletion } = inputs;
  const why = {
    ...(deletion && { reason: deletion.reason }),
    futureAppointments: toDelete.booked,
  };
  const backup = await records.backUp(organisation, displayName, {
    schema: 1,
    address,
    organisation,
    ...why,
    ...toDelete.told,
  });
  await records.note(organisation, { calendar: address, what: "delete", outcome: "begun", backup, ...why });
}
