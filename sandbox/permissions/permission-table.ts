import { directoryPermissions } from "./directory-permissions";
import type { PermissionRow } from "./permission-row";

const read = "Bookings.Read.All";
const write = "Bookings.ReadWrite.All";
const manage = "Bookings.Manage.All";
const appointments = "BookingsAppointment.ReadWrite.All";
const all = [read, write, manage, appointments];
const writing = { delegated: [write, manage], application: [write, manage] };
const reading = { delegated: all, application: all };

const bookings: Readonly<Record<string, PermissionRow>> = {
  "bookingBusiness.list": { delegated: all, application: [read, write, manage] },
  "bookingBusiness.create": { delegated: [manage], application: [] },
  "bookingBusiness.delete": { delegated: [manage], application: [] },
  "bookingBusiness.get": reading,
  "bookingBusiness.update": writing,
  "bookingBusiness.publish": { delegated: [manage], application: [manage] },
  "bookingBusiness.unpublish": { delegated: [manage], application: [manage] },
  "bookingBusiness.getStaffAvailability": {
    delegated: [],
    application: [read, write, manage, "Calendars.Read", "Calendars.ReadWrite"],
  },
  "staffMember.list": reading,
  "staffMember.get": reading,
  "staffMember.create": writing,
  "staffMember.update": writing,
  "staffMember.delete": writing,
  "service.list": reading,
  "service.get": reading,
  "service.create": writing,
  "service.update": writing,
  "service.delete": writing,
  "appointment.list": reading,
  "appointment.get": reading,
  "appointment.create": { delegated: [appointments, write, manage], application: all },
  "appointment.update": { delegated: [appointments, write, manage], application: all },
  "appointment.delete": { delegated: [appointments, write, manage], application: all },
  "appointment.cancel": { delegated: [appointments, write, manage], application: [write, manage] },
  "calendarView.list": reading,
  "customer.list": { delegated: [read, write, manage], application: all },
  "customer.get": { delegated: [read, write, manage], application: all },
  "customer.create": { delegated: [appointments, write, manage], application: all },
  "customer.update": { delegated: [appointments, write, manage], application: all },
  "customer.delete": { delegated: [appointments, write, manage], application: all },
  "customQuestion.list": { delegated: all, application: [read, write, manage] },
  "customQuestion.get": { delegated: all, application: [read, write, manage] },
  "customQuestion.create": writing,
  "customQuestion.update": writing,
  "customQuestion.delete": writing,
  "currency.list": { delegated: all, application: [] },
  "currency.get": { delegated: all, application: [] },
};

/** Who may call which operation, by its name. An operation without a row is open to every caller with a valid token. */
export const permissionTable: Readonly<Record<string, PermissionRow>> = {
  ...bookings,
  ...directoryPermissions,
};
