import type { Operation } from "../../graph/operation";
import { InvalidBodyError } from "../../odata/invalid-body-error";
import { findBusiness } from "../calendar-rights";
import { contextPath } from "../context-path";
import { addStaffMember } from "./add-staff-member";
import { presentStaffMember } from "./present-staff-member";
import { readSentStaffMember } from "./read-sent-staff-member";
import { staffMembers } from "./staff-member";

const mostStaff = 100;

/** POST …/staffMembers */
export const createStaffMember: Operation = {
  name: "staffMember.create",
  method: "POST",
  path: "/solutions/bookingBusinesses/{business}/staffMembers",
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editStaff");
    const sent = readSentStaffMember(call);
    for (const name of ["displayName", "emailAddress", "role"]) {
      if (typeof sent[name] !== "string" || sent[name] === "")
        throw new InvalidBodyError(`A staff member needs ${name}.`);
    }
    const present = call.of(staffMembers).by("business", business.id.toLowerCase());
    const address = String(sent["emailAddress"]).toLowerCase();
    if (present.some((member) => member.emailAddress?.toLowerCase() === address)) {
      throw new InvalidBodyError("There is a staff member with that emailAddress already.");
    }
    if (present.length >= mostStaff) throw new InvalidBodyError("A business can have 100 staff members.");
    const member = addStaffMember(call, business, sent);
    const context = call.context(`${contextPath(business.id, "staffMembers")}/$entity`);
    return { status: 201, body: { "@odata.context": context, ...presentStaffMember(call, member) } };
  },
};
