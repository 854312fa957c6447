import { type StaffMember, staffMembers } from "../bookings/staff/staff-member";
import type { Mail } from "../mail/mail";
import type { World } from "../world";

/** The membership that an e-mail is about, if the person is still on the calendar. */
export function membershipOf({ store }: World, mail: Mail): StaffMember | undefined {
  return store.of(staffMembers).get(`${mail.business}/${mail.staffMember.toLowerCase()}`);
}
