import type { BookingCalendar } from "../model/booking-calendar";
import { membership } from "../model/membership";
import type { Organisation } from "../model/organisation";
import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

/** An active calendar has at least one admin who is a person. */
export const calendarNeedsAdmin: Rule = {
  id: "calendar-needs-admin",
  codes: ["calendar-without-admin"],
  check: ({ estate, salvaged }) =>
    eachCalendar(estate, (calendar, organisation) => {
      if (calendar.status !== "active" || hasAdmin(calendar, organisation)) return [];
      if (salvaged.has(calendar.source.file)) return [];
      return [
        problem(
          "calendar-without-admin",
          { calendar: calendar.displayName },
          calendar.placeOf("/admins", "key"),
        ),
      ];
    }),
};

function hasAdmin({ members }: BookingCalendar, { operator }: Organisation): boolean {
  for (const address in members) {
    if (members[address as keyof typeof members] === "admin" && address !== operator) return true;
  }
  return false;
}

/** No one is both admin and viewer of one calendar, nor listed twice. */
export const oneRoleEach: Rule = {
  id: "one-role-each",
  codes: ["user-has-both-roles", "user-listed-twice"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ spec: { admins = [], viewers = [] }, members, placeOf }) => {
      if (Object.keys(members).length === admins.length + viewers.length) return [];
      return membership(admins, viewers).repeats.map(({ address, first, again, both }) => {
        const code = both ? "user-has-both-roles" : "user-listed-twice";
        return problem(code, { user: address }, placeOf(again), [placeOf(first)]);
      });
    }),
};

/** The service account of an organisation is not listed among the users of its calendars. */
export const operatorIsNoUser: Rule = {
  id: "operator-is-no-user",
  codes: ["operator-as-user"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ members, memberPlace }, { operator }) =>
      operator !== undefined && Object.hasOwn(members, operator)
        ? [problem("operator-as-user", { user: operator }, memberPlace(operator))]
        : [],
    ),
};

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
