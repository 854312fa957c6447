import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { sendMail } from "../../mail/send-mail";
import type { Business } from "../businesses/business";
import { type StaffMember, staffMembers } from "./staff-member";

const external = new Set(["guest", "externalGuest"]);

/** Who must approve first: people of the tenant, where the tenant asks for it. Outsiders have nothing to approve. */
function firstStatus(call: Call, address: string, role: string): string {
  const known = call
    .of(users)
    .by("address", address.toLowerCase())
    .some((user) => user.deletedDateTime === null);
  return call.world.settings.membershipApproval && known && !external.has(role)
    ? "pendingAcceptance"
    : "active";
}

/** Puts someone on a calendar; who has to approve gets the e-mail that asks for it. */
export function addStaffMember(
  call: Call,
  business: Business,
  sent: JsonObject,
  status?: string,
): StaffMember {
  const now = call.world.clock.iso();
  const emailAddress = String(sent["emailAddress"]);
  const role = String(sent["role"]);
  const member = call.of(staffMembers).put({
    availabilityIsAffectedByPersonalCalendar: true,
    isEmailNotificationEnabled: true,
    useBusinessHours: true,
    timeZone: "GMT Standard Time",
    workingHours: business["businessHours"] ?? [],
    ...sent,
    id: call.newId(),
    business: business.id.toLowerCase(),
    displayName: String(sent["displayName"]),
    emailAddress,
    role,
    membershipStatus: status ?? firstStatus(call, emailAddress, role),
    createdDateTime: now,
    lastUpdatedDateTime: now,
  });
  if (member.membershipStatus === "pendingAcceptance")
    sendMail(call.world, business, member, { kind: "membership" });
  return member;
}
