import type { CalendarInputs } from "../providers/booking-calendar/calendar-inputs";
import type { BookingCalendar } from "../src/model/booking-calendar";
import type { Organisation } from "../src/model/organisation";
import type { Tenant } from "../src/model/tenant";

/**
 * What Pulumi is told of a calendar. Only what the tenant can be compared with: no file, commit or date, so that moving
 * a spec changes nothing.
 */
export function calendarInputs(
  tenant: Tenant,
  organisation: Organisation,
  calendar: BookingCalendar,
): CalendarInputs {
  return {
    tenantId: tenant.tenantId,
    organisation: organisation.shortName,
    displayName: calendar.displayName,
    address: calendar.address,
    serviceArea: calendar.serviceArea,
    clinicName: calendar.clinicName,
    replyTo: calendar.replyTo,
    phone: calendar.phone,
    viewerRole: tenant.viewerRole,
    status: calendar.status,
    members: calendar.members,
    starterService: tenant.starterService,
    ...(calendar.deletion && { deletion: { ...calendar.deletion } }),
    ...(calendar.recreate && { recreate: { ...calendar.recreate } }),
  };
}
