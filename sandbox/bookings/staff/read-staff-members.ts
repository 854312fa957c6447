import type { Operation } from "../../graph/operation";
import { findBusiness } from "../calendar-rights";
import { contextPath } from "../context-path";
import { findStaffMember } from "./find-staff-member";
import { presentStaffMember } from "./present-staff-member";
import { staffMembers } from "./staff-member";

/** GET …/staffMembers */
export const listStaffMembers: Operation = {
  name: "staffMember.list",
  method: "GET",
  path: "/solutions/bookingBusinesses/{business}/staffMembers",
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    const members = call.of(staffMembers).by("business", business.id.toLowerCase());
    return call.list(
      contextPath(business.id, "staffMembers"),
      members.map((member) => presentStaffMember(call, member)),
    );
  },
};

/** GET …/staffMembers/{id} */
export const getStaffMember: Operation = {
  name: "staffMember.get",
  method: "GET",
  path: "/solutions/bookingBusinesses/{business}/staffMembers/{staffMember}",
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    const context = call.context(`${contextPath(business.id, "staffMembers")}/$entity`);
    return {
      status: 200,
      body: { "@odata.context": context, ...presentStaffMember(call, findStaffMember(call, business)) },
    };
  },
};
