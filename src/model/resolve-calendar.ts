import type { BookingCalendarSpec } from "../spec/generated/booking-calendar-spec";
import type { SpecDocument } from "../spec/spec-document";
import { type Address, toAddress } from "./address";
import type { BookingCalendar, CalendarAdoption } from "./booking-calendar";
import type { Home } from "./home";
import { membership } from "./membership";
import { localPart } from "./naming";
import { sourcedFrom } from "./sourced-from";

/** The calendar that a spec describes. */
export function resolveCalendar(
  document: SpecDocument<"BookingCalendar">,
  { shortName, domain }: Home,
): BookingCalendar {
  const spec = document.value;
  const computed = localPart(shortName, spec.serviceArea, spec.clinicName);
  return {
    ...sourcedFrom(document),
    name: computed.toLowerCase(),
    displayName: spec.adopt?.displayName ?? computed,
    address: spec.adopt?.address ?? `${computed}@${domain}`,
    organisation: shortName,
    serviceArea: spec.serviceArea,
    clinicName: spec.clinicName,
    replyTo: toAddress(spec.replyTo),
    phone: spec.phone,
    status: spec.status ?? "active",
    members: membership(spec.admins, spec.viewers).members,
    ...(spec.deletion && { deletion: { withFutureAppointments: false, ...spec.deletion } }),
    ...(spec.recreate && { recreate: spec.recreate }),
    ...(spec.adopt && { adopt: adoption(spec.adopt) }),
    spec,
    memberPlace: (address) => document.placeOf(memberPointer(spec, address)),
  };
}

function adoption({ address, displayName }: NonNullable<BookingCalendarSpec["adopt"]>): CalendarAdoption {
  return { address: toAddress(address), ...(displayName !== undefined && { displayName }) };
}

function memberPointer({ admins = [], viewers = [] }: BookingCalendarSpec, address: Address): string {
  const isThis = (text: string) => toAddress(text) === address;
  const index = admins.findIndex(isThis);
  return index >= 0 ? `/admins/${index}` : `/viewers/${viewers.findIndex(isThis)}`;
}
