import { type Address, toAddress } from "../model/address";
import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** No calendar's address is used as a reply address or as a user. */
export const calendarsAreNoAccounts: Rule = {
  id: "calendars-are-no-accounts",
  codes: ["calendar-as-account"],
  check: ({ estate }) => {
    const calendars = new Set<Address>();
    eachCalendar(estate, ({ address }) => {
      calendars.add(toAddress(address));
      return [];
    });
    return eachCalendar(estate, ({ replyTo, members, memberPlace, placeOf }) => {
      const users = (Object.keys(members) as Address[]).filter((address) => calendars.has(address));
      return [
        ...(calendars.has(replyTo)
          ? [problem("calendar-as-account", { address: replyTo }, placeOf("/replyTo"))]
          : []),
        ...users.map((address) => problem("calendar-as-account", { address }, memberPlace(address))),
      ];
    });
  },
};
