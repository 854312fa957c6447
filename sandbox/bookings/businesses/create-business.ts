import { users } from "../../directory/users/user";
import type { Operation } from "../../graph/operation";
import { InvalidBodyError } from "../../odata/invalid-body-error";
import { delay } from "../../settings/delay";
import { addStaffMember } from "../staff/add-staff-member";
import { addBusiness } from "./add-business";
import { assertMayCreate } from "./assert-may-create";
import { freeAddress } from "./free-address";

const realMailboxDelay = 60_000;

/** POST /solutions/bookingBusinesses */
export const createBusiness: Operation = {
  name: "bookingBusiness.create",
  method: "POST",
  path: "/solutions/bookingBusinesses",
  workload: "bookings",
  run: (call) => {
    assertMayCreate(call);
    const { id: _ignored, ...sent } = call.read("bookingBusiness");
    const displayName = sent["displayName"];
    if (typeof displayName !== "string" || displayName.trim() === "") {
      throw new InvalidBodyError("A business needs a displayName.");
    }
    const { settings, clock } = call.world;
    if (settings.markerOnCreate === "drop") delete sent["businessType"];
    const creator = call.caller.kind === "delegated" ? call.of(users).get(call.caller.objectId) : undefined;
    const business = addBusiness(call, freeAddress(call, displayName), sent, {
      visibleFrom: clock.now() + delay(settings.mailboxDelay, realMailboxDelay),
      fullAccess: creator && !settings.creatorBecomesStaff ? [creator.id] : [],
    });
    if (creator && settings.creatorBecomesStaff) {
      const member = { displayName: creator.displayName, emailAddress: creator.mail, role: "administrator" };
      addStaffMember(call, business, member, "active");
    }
    return call.entity("bookingBusiness", business, "solutions/bookingBusinesses", 201);
  },
};
