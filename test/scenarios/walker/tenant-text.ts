import { stringify } from "yaml";
import type { EmulatedTenant } from "../../playground/emulated-tenant";
import { policiesText } from "./policies-text";

interface WorkHours {
  readonly day: string;
  readonly timeSlots: readonly { readonly startTime: string; readonly endTime: string }[];
}

function hoursText(hours: readonly WorkHours[]): string {
  const days = hours.filter(({ timeSlots }) => timeSlots.length > 0);
  return days
    .map(({ day, timeSlots }) => {
      const slots = timeSlots.map(
        ({ startTime, endTime }) => `${startTime.slice(0, 5)}-${endTime.slice(0, 5)}`,
      );
      return `${day.slice(0, 3)} ${slots.join(" ")}`;
    })
    .join(", ");
}

/** All calendars of a tenant for a golden: what git manages, and what it must leave alone. */
export async function tenantText(tenant: EmulatedTenant): Promise<string> {
  const calendars = [];
  for (const { staff, ...calendar } of await tenant.calendars()) {
    const business = await tenant.edit("GET", `/solutions/bookingBusinesses/${calendar.address}`);
    calendars.push({
      ...calendar,
      hours: hoursText(business["businessHours"] as WorkHours[]),
      staff: Object.fromEntries(staff.map(({ address, role, status }) => [address, `${role}, ${status}`])),
    });
  }
  const people = await policiesText(tenant);
  return `${stringify(calendars, { lineWidth: 0 })}${people}`;
}
