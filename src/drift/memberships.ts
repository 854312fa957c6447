import type { Address } from "../model/address";
import { type CalendarCase, finding } from "./calendar-case";
import type { Finding } from "./finding";

/** Members who have still to approve Microsoft's e-mail, or have declined: nobody's mistake, but good to know. */
export function membershipsOf({ organisation, wanted, seen, keyOf }: CalendarCase): Finding[] {
  const members = new Map((Object.keys(wanted.members) as Address[]).map((one) => [keyOf(one), one]));
  return seen.people.flatMap(({ address, membership }) => {
    const member = members.get(keyOf(address));
    if (member === undefined || (membership !== "pending" && membership !== "rejected")) return [];
    return [
      finding(
        "information",
        { organisation, calendar: wanted.address },
        membership === "pending" ? "drift-membership-pending" : "drift-membership-rejected",
        { calendar: wanted.address, address: member },
        wanted.memberPlace(member),
      ),
    ];
  });
}
