import { InputError } from "../base/input";
import { newAppointment } from "../bookings/appointments";
import { addBusiness } from "../bookings/create-business";
import { addStaffMember } from "../bookings/staff";
import { Call, portalAdmin } from "../odata/call";
import { appointments, businesses } from "../records/business";
import { users } from "../records/user";
import type { World } from "../store/world";
import type { SeedAppointment, SeedCalendar } from "./seed";

function appointmentBody(given: SeedAppointment, staffIds: ReadonlyMap<string, string>) {
  const time = (text: string) => ({ dateTime: text, timeZone: "UTC" });
  const customer = given.customer
    ? [
        {
          "@odata.type": "#microsoft.graph.bookingCustomerInformation",
          name: given.customer,
          emailAddress: given.customerEmail ?? null,
        },
      ]
    : [];
  return {
    startDateTime: time(given.start),
    endDateTime: time(given.end),
    serviceName: given.service ?? "Appointment",
    customers: customer,
    staffMemberIds: (given.staff ?? []).map((address) => staffIds.get(address.toLowerCase()) ?? address),
  };
}

/** A calendar with its people and appointments, as if made long ago. */
export function seedCalendar(world: World, given: SeedCalendar): void {
  const call = new Call(world, {
    caller: portalAdmin,
    params: {},
    query: new Map(),
    headers: {},
    body: undefined,
    path: "",
  });
  const address = given.address ?? `${given.displayName.replace(/\s/g, "")}@${world.tenant.domain}`;
  if (world.store.of(businesses).get(address.toLowerCase()))
    throw new InputError(`The seed has the calendar ${address} twice.`);
  const { displayName, email = null, phone = "", businessType = "" } = given;
  const made = addBusiness(
    call,
    address,
    { displayName, email, phone, businessType },
    { visibleFrom: 0, fullAccess: [] },
  );
  const business = given.published
    ? world.store.of(businesses).put({
        ...made,
        isPublished: true,
        publicUrl: `https://outlook.office365.com/owa/calendar/${address}/bookings/`,
      })
    : made;
  const staffIds = new Map<string, string>();
  for (const person of given.staff ?? []) {
    const known = world.store.of(users).by("address", person.address.toLowerCase())[0];
    const name = person.displayName ?? known?.displayName ?? person.address;
    const sent = { displayName: name, emailAddress: person.address, role: person.role };
    staffIds.set(
      person.address.toLowerCase(),
      addStaffMember(call, business, sent, person.status ?? "active").id,
    );
  }
  for (const one of given.appointments ?? [])
    world.store.of(appointments).put(newAppointment(call, business, appointmentBody(one, staffIds)));
}
