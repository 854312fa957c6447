import type { BookingCalendarSpec } from "./generated/booking-calendar-spec";
import type { OrganisationSpec } from "./generated/organisation-spec";
import type { TenantSpec } from "./generated/tenant-spec";
import type { UserPolicySpec } from "./generated/user-policy-spec";

/** The shape of a spec by its kind. */
export interface SpecKinds {
  readonly Tenant: TenantSpec;
  readonly Organisation: OrganisationSpec;
  readonly UserPolicy: UserPolicySpec;
  readonly BookingCalendar: BookingCalendarSpec;
}

/** What a file may describe. */
export type SpecKind = keyof SpecKinds;
