import type { Call } from "../../graph/call";
import { graphFaults } from "../../odata/faults-of-graph";
import type { Business } from "../businesses/business";
import { type StaffMember, staffMembers } from "./staff-member";

/** The member of that calendar that the path names. */
export function findStaffMember(call: Call, business: Business): StaffMember {
  const found = call
    .of(staffMembers)
    .get(`${business.id.toLowerCase()}/${call.param("staffMember").toLowerCase()}`);
  if (!found) throw graphFaults.itemNotFound();
  return found;
}
