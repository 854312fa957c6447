import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import type { CollectionDefinition } from "../../store/collection-definition";
import { appointments } from "../appointments/appointment";
import { findBusiness } from "../calendar-rights";
import { customers } from "../customers/customers";
import { customQuestions } from "../questions/custom-questions";
import { services } from "../services/service";
import { staffMembers } from "../staff/staff-member";
import { type Business, businesses } from "./business";

function removeAll<T extends { readonly business: string }>(
  call: Call,
  kind: CollectionDefinition<T>,
  business: string,
): void {
  for (const one of call.of(kind).by("business", business)) call.of(kind).remove(kind.key(one));
}

/** Takes a calendar away with everything beneath it; its directory user goes to the deleted ones. */
export function removeBusiness(call: Call, business: Business): void {
  const key = business.id.toLowerCase();
  removeAll(call, staffMembers, key);
  removeAll(call, services, key);
  removeAll(call, appointments, key);
  removeAll(call, customers, key);
  removeAll(call, customQuestions, key);
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
