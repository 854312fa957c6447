import type { JsonObject } from "../base/json";
import type { Call } from "../odata/call";
import { graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type Business, type StaffMember, staffMembers } from "../records/business";
import { users } from "../records/user";
import type { World } from "../store/world";
import { hasRight } from "./calendar-rights";
import { assertTexts, containedOperations, newContained } from "./contained-operations";
import { sendMail } from "./mail";

/** Keeps a calendar's last administrator, where the setting says that Graph does so. */
function guardLastAdministrator(call: Call, member: StaffMember, roleAfter: string | undefined): void {
  if (!call.world.settings.lastAdministratorGuard) return;
  if (member.role !== "administrator" || roleAfter === "administrator") return;
  const others = call.of(staffMembers).by("business", member.business);
  if (others.some((other) => other.role === "administrator" && other.id !== member.id)) return;
  throw graphFaults.badRequest("A business needs at least one administrator.");
}

const later = new Set(["scheduler", "teamMember"]);

/** The role in the service's words: members added after the first version only for those who ask for them. */
function wireRole(call: Call, role: string): string {
  if (later.has(role) && !call.prefers("include-unknown-enum-members")) return "unknownFutureValue";
  return role === "teamMember" ? call.world.settings.memberRoleWord : role;
}

/** Someone on a calendar, in the wire shape; the type is said because lists declare its abstract base. */
function presentStaffMember(call: Call, member: StaffMember): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.bookingStaffMember",
    ...present("bookingStaffMember", { ...member, role: wireRole(call, member.role) }),
  };
}

const words: readonly unknown[] = ["member", "teamMember"];

/** A staff member as a caller sent it, without what callers cannot set. The service takes one word for team members only. */
function readSentStaffMember(call: Call): JsonObject {
  const body = call.rawBody();
  const { memberRoleWord } = call.world.settings;
  if (words.includes(body["role"]) && body["role"] !== memberRoleWord)
    throw new InvalidBodyError(`Requested value '${String(body["role"])}' was not found.`);
  const { id: _id, membershipStatus: _status, ...sent } = call.read("bookingStaffMember");
  return sent;
}

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

/** Someone new on a calendar; whoever has to approve gets the e-mail that asks for it. */
function newStaffMember(call: Call, business: Business, sent: JsonObject, status?: string): StaffMember {
  const emailAddress = String(sent["emailAddress"]);
  const role = String(sent["role"]);
  const member = {
    availabilityIsAffectedByPersonalCalendar: true,
    isEmailNotificationEnabled: true,
    useBusinessHours: true,
    timeZone: "GMT Standard Time",
    workingHours: business["businessHours"] ?? [],
    ...sent,
    ...newContained(call, business),
    displayName: String(sent["displayName"]),
    emailAddress,
    role,
    membershipStatus: status ?? firstStatus(call, emailAddress, role),
  };
  if (member.membershipStatus === "pendingAcceptance")
    sendMail(call.world, business, member, { kind: "membership" });
  return member;
}

/** Puts someone on a calendar. */
export function addStaffMember(
  call: Call,
  business: Business,
  sent: JsonObject,
  status: string,
): StaffMember {
  return call.of(staffMembers).put(newStaffMember(call, business, sent, status));
}

const mostStaff = 100;

/** …/staffMembers: only staff administrators may change a role. */
export const staffOperations = containedOperations<StaffMember>({
  noun: "staffMember",
  segment: "staffMembers",
  type: "bookingStaffMember",
  collection: staffMembers,
  right: "editStaff",
  show: presentStaffMember,
  read: readSentStaffMember,
  create: (call, business, sent) => {
    assertTexts(sent, "displayName", "emailAddress", "role");
    const present = call.of(staffMembers).by("business", business.id.toLowerCase());
    const address = String(sent["emailAddress"]).toLowerCase();
    if (present.some((member) => member.emailAddress?.toLowerCase() === address))
      throw new InvalidBodyError("There is a staff member with that emailAddress already.");
    if (present.length >= mostStaff) throw new InvalidBodyError("A business can have 100 staff members.");
    return newStaffMember(call, business, sent);
  },
  changed: (call, business, before, after) => {
    if (after.role !== before.role && !hasRight(call, business, "editRoles"))
      throw graphFaults.accessDenied();
    guardLastAdministrator(call, before, after.role);
    return after;
  },
  deleted: (call, member) => guardLastAdministrator(call, member, undefined),
});
