import { calendarJson } from "./calendar-json";
import { licenceCounts } from "./licence-counts";
import type { ListedCalendar } from "./listed-calendar";
import type { ListedPolicy } from "./listed-policy";
import { listedPolicyJson } from "./listed-policy-json";
import { memberCounts } from "./member-counts";

/** Calendars and policies with numbers of people, described by `schemas/output/list.schema.json`. */
export function listJson(calendars: readonly ListedCalendar[], policies: readonly ListedPolicy[]): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      ...memberCounts(calendar.members),
    })),
    policies: policies.map((policy) => ({
      ...listedPolicyJson(policy),
      users: policy.users.length,
      ...licenceCounts(policy.users),
    })),
  };
}
