import { calendarJson } from "./calendar-json";
import { listedPolicyJson } from "./listed-policy-json";
import type { UserFacts } from "./user-facts";

/** One person, described by `schemas/output/user.schema.json`. */
export function userJson({ calendars, policies, underWay, ...user }: UserFacts): object {
  return {
    schemaVersion: 1,
    ...user,
    underWay: underWay.map(({ policy }) => policy.name),
    calendars: calendars.map(({ calendar, member }) => ({
      ...calendarJson(calendar),
      role: member.role,
      membership: member.membership,
    })),
    policies: policies.map(({ policy, user: { licence, word } }) => ({
      ...listedPolicyJson(policy),
      licence,
      ...(word && { word }),
    })),
  };
}
