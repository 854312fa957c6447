import { skuCatalogue } from "../../directory/skus/sku-catalogue";
import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import { graphFaults } from "../../odata/faults-of-graph";

const plansBySku = new Map(Object.values(skuCatalogue).map((sku) => [sku.skuId, sku.plans]));

/** Creating a calendar needs a mailbox and, as a rule, the Bookings plan. */
export function assertMayCreate(call: Call): void {
  if (!call.world.settings.bookingsEnabled) throw graphFaults.accessDenied();
  if (call.caller.kind !== "delegated") return;
  const user = call.of(users).get(call.caller.objectId);
  if (user?.mailbox !== "user") throw graphFaults.nonExistentMailbox();
  if (!call.world.settings.creatorNeedsLicence) return;
  const licensed = user.assignedLicenses.some((licence) => {
    const plan = plansBySku.get(licence.skuId)?.["MICROSOFTBOOKINGS"];
    return plan !== undefined && !licence.disabledPlans.includes(plan);
  });
  if (!licensed) throw graphFaults.accessDenied();
}
