import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import { appointments } from "../appointments/appointment";
import { findBusiness } from "../calendar-rights";
import { services } from "../services/service";
import { staffMembers } from "../staff/staff-member";
import { type Business, businesses } from "./business";

/** Takes a calendar away with everything beneath it; its directory user goes to the deleted ones. */
export function removeBusiness(call: Call, business: Business): void {
  const key = business.id.toLowerCase();
  for (const member of call.of(staffMembers).by("business", key))
    call.of(staffMembers).remove(`${key}/${member.id.toLowerCase()}`);
  for (const service of call.of(services).by("business", key))
    call.of(services).remove(`${key}/${service.id}`);
  for (const one of call.of(appointments).by("business", key))
    call.of(appointments).remove(`${key}/${one.id}`);
  call.of(businesses).remove(key);
  for (const user of call.of(users).by("userPrincipalName", key)) {
    if (user.deletedDateTime === null)
      call.of(users).put({ ...user, deletedDateTime: call.world.clock.iso() });
  }
}

/** DELETE /solutions/bookingBusinesses/{id} */
export const deleteBusiness: Operation = {
  name: "bookingBusiness.delete",
  method: "DELETE",
  path: "/solutions/bookingBusinesses/{business}",
  workload: "bookings",
  run: (call) => {
    removeBusiness(call, findBusiness(call, "delete"));
    return noContent;
  },
};
