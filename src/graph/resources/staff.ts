import type { GraphCall } from "../call";
import { path } from "../path";
import type { NewStaffMember } from "./staff-member";

/** The collection's declared type is an abstract one. */
const TYPE = { "@odata.type": "#microsoft.graph.bookingStaffMember" };

/** Without it Graph hides the newer roles, `teamMember` among them, as unknown. */
const HEADERS = { Prefer: "include-unknown-enum-members" };

/** Calls on the staff of a calendar. */
export const staff = {
  list: (business: string): GraphCall => ({
    method: "GET",
    path: path`/solutions/bookingBusinesses/${business}/staffMembers`,
    headers: HEADERS,
    mailbox: business.toLowerCase(),
  }),

  add: (business: string, member: NewStaffMember): GraphCall => ({
    method: "POST",
    path: path`/solutions/bookingBusinesses/${business}/staffMembers`,
    headers: HEADERS,
    body: { ...TYPE, ...member },
    mailbox: business.toLowerCase(),
  }),

  changeRole: (business: string, id: string, role: string): GraphCall => ({
    method: "PATCH",
    path: path`/solutions/bookingBusinesses/${business}/staffMembers/${id}`,
    headers: HEADERS,
    body: { ...TYPE, role },
    mailbox: business.toLowerCase(),
  }),

  remove: (business: string, id: string): GraphCall => ({
    method: "DELETE",
    path: path`/solutions/bookingBusinesses/${business}/staffMembers/${id}`,
    mailbox: business.toLowerCase(),
  }),
};
