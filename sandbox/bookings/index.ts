import { users } from "../directory/users/user";
import type { Call } from "../graph/call";
import type { Operation } from "../graph/operation";
import { noContent, type Reply } from "../graph/reply";
import { graphFaults } from "../odata/faults-of-graph";
import { InvalidBodyError } from "../odata/invalid-body-error";
import { appointments } from "./appointments/appointment";
import * as appointmentOperations from "./appointments/appointment-operations";
import { presentInList } from "./appointments/appointment-operations";
import { instant } from "./appointments/instant";
import { getStaffAvailability } from "./availability/get-staff-availability";
import { businesses } from "./businesses/business";
import { createBusiness } from "./businesses/create-business";
import { deleteBusiness } from "./businesses/delete-business";
import { listBusinesses } from "./businesses/list-businesses";
import { findBusiness } from "./calendar-rights";
import { contextPath } from "./context-path";
import { currencyOperations } from "./currencies/currencies";
import { customerOperations } from "./customers/customers";
import { patched } from "./patched";
import { customQuestionOperations } from "./questions/custom-questions";
import * as serviceOperations from "./services/service-operations";
import { addStaffMember } from "./staff/add-staff-member";
import { deleteStaffMember, updateStaffMember } from "./staff/change-staff-member";
import { presentStaffMember } from "./staff/present-staff-member";
import { readSentStaffMember } from "./staff/read-sent-staff-member";
import { getStaffMember, listStaffMembers } from "./staff/read-staff-members";
import { staffMembers } from "./staff/staff-member";

const mostStaff = 100;

/** POST …/staffMembers */
export const createStaffMember: Operation = {
  name: "staffMember.create",
  method: "POST",
  path: "/solutions/bookingBusinesses/{business}/staffMembers",
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editStaff");
    const sent = readSentStaffMember(call);
    for (const name of ["displayName", "emailAddress", "role"]) {
      if (typeof sent[name] !== "string" || sent[name] === "")
        throw new InvalidBodyError(`A staff member needs ${name}.`);
    }
    const present = call.of(staffMembers).by("business", business.id.toLowerCase());
    const address = String(sent["emailAddress"]).toLowerCase();
    if (present.some((member) => member.emailAddress?.toLowerCase() === address)) {
      throw new InvalidBodyError("There is a staff member with that emailAddress already.");
    }
    if (present.length >= mostStaff) throw new InvalidBodyError("A business can have 100 staff members.");
    const member = addStaffMember(call, business, sent);
    const context = call.context(`${contextPath(business.id, "staffMembers")}/$entity`);
    return { status: 201, body: { "@odata.context": context, ...presentStaffMember(call, member) } };
  },
};

function setPublished(call: Call, isPublished: boolean): Reply {
  const business = findBusiness(call, "editBusiness");
  const publicUrl = isPublished
    ? `https://outlook.office365.com/owa/calendar/${business.id}/bookings/`
    : null;
  call
    .of(businesses)
    .put({ ...business, isPublished, publicUrl, lastUpdatedDateTime: call.world.clock.iso() });
  return noContent;
}

/** POST …/publish */
export const publishBusiness: Operation = {
  name: "bookingBusiness.publish",
  method: "POST",
  path: "/solutions/bookingBusinesses/{business}/publish",
  workload: "bookings",
  run: (call) => setPublished(call, true),
};

/** POST …/unpublish */
export const unpublishBusiness: Operation = {
  name: "bookingBusiness.unpublish",
  method: "POST",
  path: "/solutions/bookingBusinesses/{business}/unpublish",
  workload: "bookings",
  run: (call) => setPublished(call, false),
};

function moment(call: Call, name: string): number {
  const time = Date.parse(call.query.get(name) ?? "");
  if (Number.isNaN(time))
    throw graphFaults.badRequest(
      `The query parameter '${name}' is required, as a date and time with offset.`,
    );
  return time;
}

/** GET …/calendarView?start=…&end=… */
export const calendarView: Operation = {
  name: "calendarView.list",
  method: "GET",
  path: "/solutions/bookingBusinesses/{business}/calendarView",
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    const [from, until] = [moment(call, "start"), moment(call, "end")];
    const found = call
      .of(appointments)
      .by("business", business.id.toLowerCase())
      .filter((one) => instant(one["endDateTime"]) > from && instant(one["startDateTime"]) < until);
    return call.list(contextPath(business.id, "calendarView"), found.map(presentInList));
  },
};

/** PATCH /solutions/bookingBusinesses/{id}: the address stays whatever the name becomes. */
export const updateBusiness: Operation = {
  name: "bookingBusiness.update",
  method: "PATCH",
  path: "/solutions/bookingBusinesses/{business}",
  workload: "bookings",
  run: (call) => {
    const before = findBusiness(call, "editBusiness");
    const {
      id: _id,
      createdDateTime: _created,
      lastUpdatedDateTime: _updated,
      ...sent
    } = call.read("bookingBusiness");
    const after = patched(before, sent, call.world.settings.complexPatch);
    call.of(businesses).put({ ...before, ...after, lastUpdatedDateTime: call.world.clock.iso() });
    const mailbox = call.of(users).by("userPrincipalName", before.id.toLowerCase())[0];
    if (mailbox && typeof sent["displayName"] === "string") {
      call.of(users).put({ ...mailbox, displayName: sent["displayName"] });
    }
    return noContent;
  },
};

/** GET /solutions/bookingBusinesses/{id} */
export const getBusiness: Operation = {
  name: "bookingBusiness.get",
  method: "GET",
  path: "/solutions/bookingBusinesses/{business}",
  workload: "bookings",
  run: (call) => call.entity("bookingBusiness", findBusiness(call, "read"), "solutions/bookingBusinesses"),
};

/** The operations of Bookings. A new one is a file of its own and a line here. */
export const bookingsOperations: readonly Operation[] = [
  listBusinesses,
  createBusiness,
  getBusiness,
  updateBusiness,
  deleteBusiness,
  publishBusiness,
  unpublishBusiness,
  listStaffMembers,
  getStaffMember,
  createStaffMember,
  updateStaffMember,
  deleteStaffMember,
  serviceOperations.listServices,
  serviceOperations.getService,
  serviceOperations.createService,
  serviceOperations.updateService,
  serviceOperations.deleteService,
  appointmentOperations.listAppointments,
  appointmentOperations.getAppointment,
  appointmentOperations.createAppointment,
  appointmentOperations.updateAppointment,
  appointmentOperations.deleteAppointment,
  appointmentOperations.cancelAppointment,
  calendarView,
  getStaffAvailability,
  ...customerOperations,
  ...customQuestionOperations,
  ...currencyOperations,
];
