import { users } from "../../directory/users/user";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import { findBusiness } from "../calendar-rights";
import { patched } from "../patched";
import { businesses } from "./business";

/** PATCH /solutions/bookingBusinesses/{id}: the address stays whatever the name becomes. */
export const updateBusiness: Operation = {
  name: "bookingBusiness.update",
  method: "PATCH",
  path: "/solutions/bookingBusinesses/{business}",
  workload: "bookings",
  run: (call) => {
    const before = findBusiness(call, "editBusiness");
    const {
      id: _id,
      createdDateTime: _created,
      lastUpdatedDateTime: _updated,
      ...sent
    } = call.read("bookingBusiness");
    const after = patched(before, sent, call.world.settings.complexPatch);
    call.of(businesses).put({ ...before, ...after, lastUpdatedDateTime: call.world.clock.iso() });
    const mailbox = call.of(users).by("userPrincipalName", before.id.toLowerCase())[0];
    if (mailbox && typeof sent["displayName"] === "string") {
      call.of(users).put({ ...mailbox, displayName: sent["displayName"] });
    }
    return noContent;
  },
};
