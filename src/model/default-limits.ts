import type { LimitName } from "./limit-name";
import type { Limit } from "./tenant";

/** What one run may do where specs/tenant.yaml does not say. The schema's descriptions name the same numbers. */
export const defaultLimits: Readonly<Record<LimitName, Limit>> = {
  calendarsDeleted: { number: 3, percent: 20 },
  membersRemoved: { number: 20, percent: 25 },
  rolesChanged: { number: 20, percent: 25 },
  policiesEmptied: { number: 1, percent: 50 },
  calendarsMissing: { number: 1, percent: 10 },
};
