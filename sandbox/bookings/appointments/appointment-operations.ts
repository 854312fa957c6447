import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import type { JsonObject } from "../../json";
import { tellStaff } from "../../mail/tell-staff";
import { graphFaults } from "../../odata/faults-of-graph";
import { GraphFault } from "../../odata/graph-fault";
import { present } from "../../odata/present";
import type { Business } from "../businesses/business";
import { findBusiness } from "../calendar-rights";
import { contextPath } from "../context-path";
import { patched } from "../patched";
import { type Appointment, appointments } from "./appointment";
import { duration, instant } from "./instant";
import { newAppointment } from "./new-appointment";

const list = "/solutions/bookingBusinesses/{business}/appointments";
const one = `${list}/{appointment}`;

function find(call: Call, business: Business): Appointment {
  const found = call.of(appointments).get(`${business.id.toLowerCase()}/${call.param("appointment")}`);
  if (!found) throw graphFaults.itemNotFound();
  return found;
}

/** In lists, notes and reminders are left out. */
export function presentInList(appointment: Appointment): JsonObject {
  return present("bookingAppointment", {
    ...appointment,
    customerNotes: null,
    serviceNotes: null,
    reminders: [],
  });
}

/** GET …/appointments */
export const listAppointments: Operation = {
  name: "appointment.list",
  method: "GET",
  path: list,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    const found = call.of(appointments).by("business", business.id.toLowerCase());
    return call.list(contextPath(business.id, "appointments"), found.map(presentInList));
  },
};

/** GET …/appointments/{id} */
export const getAppointment: Operation = {
  name: "appointment.get",
  method: "GET",
  path: one,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    return call.entity("bookingAppointment", find(call, business), contextPath(business.id, "appointments"));
  },
};

/** POST …/appointments: an application must say whose appointment it is. */
export const createAppointment: Operation = {
  name: "appointment.create",
  method: "POST",
  path: list,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "book");
    const sent = call.read("bookingAppointment");
    const staff = sent["staffMemberIds"];
    if (call.caller.kind === "application" && !(Array.isArray(staff) && staff.length > 0)) {
      throw new GraphFault(400, "BadRequest", "Invalid Staff");
    }
    const appointment = call.of(appointments).put(newAppointment(call, business, sent));
    tellStaff(call.world, business, appointment, "booking");
    return call.entity("bookingAppointment", appointment, contextPath(business.id, "appointments"), 201);
  },
};

/** PATCH …/appointments/{id} */
export const updateAppointment: Operation = {
  name: "appointment.update",
  method: "PATCH",
  path: one,
  workload: "bookings",
  run: (call) => {
    const before = find(call, findBusiness(call, "book"));
    const { id: _id, serviceId: _service, customerNotes: _notes, ...sent } = call.read("bookingAppointment");
    const after = { ...before, ...patched(before, sent, call.world.settings.complexPatch) };
    const length = duration(instant(after.endDateTime) - instant(after.startDateTime));
    call.of(appointments).put({ ...after, duration: length, lastUpdatedDateTime: call.world.clock.iso() });
    return noContent;
  },
};

/** DELETE …/appointments/{id} */
export const deleteAppointment: Operation = {
  name: "appointment.delete",
  method: "DELETE",
  path: one,
  workload: "bookings",
  run: (call) => {
    const found = find(call, findBusiness(call, "book"));
    call.of(appointments).remove(`${found.business}/${found.id}`);
    return noContent;
  },
};

/** POST …/appointments/{id}/cancel */
export const cancelAppointment: Operation = {
  name: "appointment.cancel",
  method: "POST",
  path: `${one}/cancel`,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "book");
    const found = find(call, business);
    tellStaff(call.world, business, found, "cancellation");
    call.of(appointments).remove(`${found.business}/${found.id}`);
    return noContent;
  },
};
