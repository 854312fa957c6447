import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { type Problem, problem } from "../problem/problem";
import { isPerson, type LookedUp } from "./person";

/** People who are on a calendar twice, under two of their addresses: only the directory knows that. Row USR-1. */
export function samePersonProblems(
  calendar: BookingCalendar,
  found: ReadonlyMap<Address, LookedUp>,
): Problem[] {
  const known = (Object.keys(calendar.members) as Address[]).flatMap((address) => {
    const person = found.get(address);
    return person && isPerson(person) ? [{ address, mail: person.mail.toLowerCase() }] : [];
  });
  return [...Map.groupBy(known, ({ mail }) => mail)].flatMap(([mail, all]) => {
    const others = all.filter(({ address }) => address !== mail);
    const kept = all.find(({ address }) => address === mail) ?? others[0];
    return others
      .filter((one) => one !== kept)
      .map(({ address }) =>
        problem(
          "person-twice",
          { address, other: kept?.address ?? mail },
          calendar.memberPlace(address),
          kept ? [calendar.memberPlace(kept.address)] : [],
        ),
      );
  });
}
