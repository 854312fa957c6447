import { calendarJson } from "./calendar-json";
import type { UserFacts } from "./user-facts";

/** One person, described by `schemas/output/user.schema.json`. */
export function userJson({ calendars, policies, ...user }: UserFacts): object {
  return {
    schemaVersion: 1,
    ...user,
    calendars: calendars.map(({ calendar, member }) => ({
      ...calendarJson(calendar),
      role: member.role,
      membership: member.membership,
    })),
    policies: policies.map(({ name, displayName, organisation, file }) => ({
      name,
      displayName,
      organisation,
      file,
    })),
  };
}
