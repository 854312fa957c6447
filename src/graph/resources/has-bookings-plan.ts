import { isRecord } from "../is-record";
import type { DirectoryUser } from "./directory-user";

/** Microsoft's plan MICROSOFTBOOKINGS, which every licence with Bookings contains. */
const BOOKINGS_PLAN = "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2";

/** What must be selected of a user to know. */
export const PLANS_FIELD = "assignedPlans";

/** Whether somebody can open Bookings; undefined where the caller may not see it. */
export function hasBookingsPlan({ raw, accountEnabled }: DirectoryUser): boolean | undefined {
  const plans = raw[PLANS_FIELD];
  // whoever sees basic facts only sees an empty list, and no state of the account either
  if (!Array.isArray(plans) || (plans.length === 0 && accountEnabled === undefined)) {
    return undefined;
  }
  return plans.some(
    (plan) =>
      isRecord(plan) &&
      plan["servicePlanId"] === BOOKINGS_PLAN &&
      (plan["capabilityStatus"] === "Enabled" || plan["capabilityStatus"] === "Warning"),
  );
}
