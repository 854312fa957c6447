import { businesses } from "../bookings/businesses/business";
import { type Decision, decideMembership } from "../bookings/staff/decide-membership";
import { staffMembers } from "../bookings/staff/staff-member";
import { InputError } from "../input-error";
import type { World } from "../world";
import type { AdminRequest, AdminRoute } from "./admin-route";

function decide(world: World, { body }: AdminRequest, decision: Decision) {
  const collection = world.store.of(staffMembers);
  const [business, address] = [body["business"], body["address"]];
  if (business !== undefined && !world.store.of(businesses).get(String(business).toLowerCase())) {
    throw new InputError(`There is no calendar ${String(business)}.`);
  }
  const candidates =
    address === undefined ? collection.all() : collection.by("address", String(address).toLowerCase());
  const chosen = candidates.filter(
    (member) =>
      (business === undefined || member.business === String(business).toLowerCase()) &&
      (address !== undefined || member.membershipStatus === "pendingAcceptance"),
  );
  if (address !== undefined && chosen.length === 0)
    throw new InputError(`${String(address)} is on no such calendar.`);
  const decided = world.store.transaction(() =>
    chosen.map((member) => decideMembership(world, member, decision)),
  );
  return {
    changed: decided.map(({ business: calendar, emailAddress, membershipStatus }) => ({
      business: calendar,
      address: emailAddress,
      membershipStatus,
    })),
  };
}

/** POST /admin/approve and /admin/reject { business?, address? }: as the button in the membership e-mail does. */
export const membershipRoutes: readonly AdminRoute[] = [
  { method: "POST", path: "approve", run: ({ world }, request) => decide(world, request, "approve") },
  { method: "POST", path: "reject", run: ({ world }, request) => decide(world, request, "reject") },
];
