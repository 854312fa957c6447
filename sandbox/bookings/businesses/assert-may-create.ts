import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import { hasPlan } from "../../licensing/effective-licences";
import { settleLicences } from "../../licensing/settle-licences";
import { graphFaults } from "../../odata/faults-of-graph";

/** Creating a calendar needs a mailbox and, as a rule, the Bookings plan. */
export function assertMayCreate(call: Call): void {
  if (!call.world.settings.bookingsEnabled) throw graphFaults.accessDenied();
  if (call.caller.kind !== "delegated") return;
  settleLicences(call.world);
  const user = call.of(users).get(call.caller.objectId);
  if (user?.mailbox !== "user") throw graphFaults.nonExistentMailbox();
  if (!call.world.settings.creatorNeedsLicence) return;
  if (!hasPlan(user, /^MICROSOFTBOOKINGS$/)) throw graphFaults.accessDenied();
}
