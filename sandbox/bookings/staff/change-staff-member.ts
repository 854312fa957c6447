import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import { graphFaults } from "../../odata/faults-of-graph";
import { findBusiness, hasRight } from "../calendar-rights";
import { findStaffMember } from "./find-staff-member";
import { readSentStaffMember } from "./read-sent-staff-member";
import { type StaffMember, staffMembers } from "./staff-member";

const path = "/solutions/bookingBusinesses/{business}/staffMembers/{staffMember}";

/** Keeps a calendar's last administrator, where the setting says that Graph does so. */
function guardLastAdministrator(call: Call, member: StaffMember, roleAfter: string | undefined): void {
  if (!call.world.settings.lastAdministratorGuard) return;
  if (member.role !== "administrator" || roleAfter === "administrator") return;
  const others = call.of(staffMembers).by("business", member.business);
  if (others.some((other) => other.role === "administrator" && other.id !== member.id)) return;
  throw graphFaults.badRequest("A business needs at least one administrator.");
}

/** PATCH …/staffMembers/{id}: the role only for staff administrators. */
export const updateStaffMember: Operation = {
  name: "staffMember.update",
  method: "PATCH",
  path,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editStaff");
    const before = findStaffMember(call, business);
    const sent = readSentStaffMember(call);
    const role = typeof sent["role"] === "string" ? sent["role"] : before.role;
    if (role !== before.role && !hasRight(call, business, "editRoles")) throw graphFaults.accessDenied();
    guardLastAdministrator(call, before, role);
    call.of(staffMembers).put({ ...before, ...sent, role, lastUpdatedDateTime: call.world.clock.iso() });
    return noContent;
  },
};

/** DELETE …/staffMembers/{id} */
export const deleteStaffMember: Operation = {
  name: "staffMember.delete",
  method: "DELETE",
  path,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editStaff");
    const member = findStaffMember(call, business);
    guardLastAdministrator(call, member, undefined);
    call.of(staffMembers).remove(`${member.business}/${member.id.toLowerCase()}`);
    return noContent;
  },
};
