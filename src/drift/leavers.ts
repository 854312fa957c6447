import type { Address } from "../model/address";
import { type CalendarCase, finding } from "./calendar-case";
import type { Finding } from "./finding";
import { type LeaverReason, leaverReason } from "./leaver-reason";

type Case = Pick<CalendarCase, "organisation" | "wanted" | "directory">;

interface Leaver {
  readonly address: Address;
  readonly reason: LeaverReason;
}

/** People whom a spec names and who can no longer be on a calendar: rows USR-3 and USR-2. */
export function leaversOf({ organisation, wanted, directory }: Case): Finding[] {
  if (directory.what !== "read") return [];
  const members = Object.keys(wanted.members) as Address[];
  const leavers = members.flatMap((address): Leaver[] => {
    const reason = leaverReason(directory.people.get(address));
    return reason === undefined ? [] : [{ address, reason }];
  });
  const left = new Set(leavers.map(({ address }) => address));
  const hasAdmin = members.some((address) => wanted.members[address] === "admin" && !left.has(address));
  const about = { organisation, calendar: wanted.address };
  const args = { calendar: wanted.address, organisation: organisation.stack };
  const people = leavers.map(({ address, reason }) => {
    const isLast = wanted.members[address] === "admin" && !hasAdmin;
    const code = isLast ? "drift-last-admin-left" : "drift-leaver";
    return finding("leaver", about, code, { ...args, address, reason }, wanted.memberPlace(address));
  });
  const reply = directory.people.has(wanted.replyTo)
    ? []
    : [
        finding(
          "leaver",
          about,
          "drift-reply-address-lost",
          { ...args, address: wanted.replyTo },
          wanted.placeOf("/replyTo"),
        ),
      ];
  return [...people, ...reply];
}
