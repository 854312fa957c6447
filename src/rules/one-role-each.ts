import { membership } from "../model/membership";
import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

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
