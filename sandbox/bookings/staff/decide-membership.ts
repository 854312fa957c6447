import type { World } from "../../world";
import { type StaffMember, staffMembers } from "./staff-member";

/** What people can answer to the membership e-mail; they can change their minds later. */
export type Decision = "approve" | "reject";

const statusAfter = { approve: "active", reject: "rejectedByStaff" } as const;

/** The buttons in the membership e-mail. */
export function decideMembership(world: World, member: StaffMember, decision: Decision): StaffMember {
  return world.store.of(staffMembers).put({
    ...member,
    membershipStatus: statusAfter[decision],
    lastUpdatedDateTime: world.clock.iso(),
  });
}
