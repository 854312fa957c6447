import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** Microsoft Bookings allows this many members of staff in a calendar. */
const LIMIT = 100;

/** A calendar has no more users than Microsoft Bookings allows; the service account takes one of the places. */
export const staffLimit: Rule = {
  id: "staff-limit",
  codes: ["too-many-staff"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ members, placeOf }, { operator }) => {
      const limit = operator === undefined ? LIMIT : LIMIT - 1;
      const count = Object.keys(members).length;
      return count <= limit ? [] : [problem("too-many-staff", { count, limit }, placeOf("/admins", "key"))];
    }),
};
