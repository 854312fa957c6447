import type { JsonValue } from "../../json";
import { defineCollection } from "../../store/collection-definition";

/** Someone on a calendar, as stored. */
export interface StaffMember {
  readonly id: string;
  /** Address of the calendar, in lower case. */
  readonly business: string;
  readonly displayName: string;
  readonly emailAddress: string | null;
  /** Always `teamMember` here, whatever word the wire uses. */
  readonly role: string;
  readonly membershipStatus: string;
  readonly [property: string]: JsonValue | undefined;
}

/** Staff of all calendars. */
export const staffMembers = defineCollection<StaffMember>({
  name: "staff_members",
  key: (member) => `${member.business}/${member.id.toLowerCase()}`,
  indexes: {
    business: (member) => [member.business],
    address: (member) => (member.emailAddress ? [member.emailAddress.toLowerCase()] : []),
  },
});
