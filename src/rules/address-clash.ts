import { toAddress } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** No two calendars, deleted ones included, have one address or one computed name. */
export const addressClash: Rule = {
  id: "address-clash",
  codes: ["address-clash"],
  check: ({ estate }) => {
    const holders = new Map<string, BookingCalendar>();
    const problems: Problem[] = [];
    for (const calendar of estate.organisations.flatMap(({ calendars }) => calendars)) {
      for (const address of reservedAddresses(calendar, estate.tenant.domain)) {
        const holder = holders.get(address);
        if (holder) problems.push(clash(calendar, holder, address));
        else holders.set(address, calendar);
      }
    }
    return problems;
  },
};

/**
 * Addresses that no other calendar may have. An adopted calendar keeps its computed address reserved too: its name stays
 * the name of its resource. The address of one that was handed over is the receiver's.
 */
export function reservedAddresses({ name, address, status }: BookingCalendar, domain: string): Set<string> {
  const own = new Set<string>([`${name}@${domain}`, toAddress(address)]);
  if (status === "handed-over") own.delete(toAddress(address));
  return own;
}

function clash(calendar: BookingCalendar, holder: BookingCalendar, address: string): Problem {
  const tombstone = calendar.status === "deleted" || holder.status === "deleted";
  return problem("address-clash", { address, tombstone }, nameOf(calendar), [nameOf(holder)]);
}

function nameOf({ adopted, placeOf }: BookingCalendar) {
  return placeOf(adopted ? "/adopted/address" : "/clinicName");
}
