import { specFields, valuesOf } from "../model/calendar-fields";
import { calendarJson } from "./calendar-json";
import type { ListedCalendar } from "./listed-calendar";
import type { ListedPolicy } from "./listed-policy";
import { listedPolicyJson } from "./listed-policy-json";

/** Calendars and policies with their people, described by `schemas/output/status.schema.json`. */
export function statusJson(calendars: readonly ListedCalendar[], policies: readonly ListedPolicy[]): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      ...valuesOf(specFields, (field) => calendar[field]),
      members: calendar.members.map(({ address, role, membership }) => ({ address, role, membership })),
    })),
    policies: policies.map((policy) => ({
      ...listedPolicyJson(policy),
      users: policy.users.map(({ address, licence, word }) => ({ address, licence, ...(word && { word }) })),
      unlisted: policy.unlisted,
    })),
  };
}
