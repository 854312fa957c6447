import type { Operation } from "../graph/operation";
import * as appointmentOperations from "./appointments/appointment-operations";
import { calendarView } from "./appointments/calendar-view";
import { getStaffAvailability } from "./availability/get-staff-availability";
import { createBusiness } from "./businesses/create-business";
import { deleteBusiness } from "./businesses/delete-business";
import { getBusiness } from "./businesses/get-business";
import { listBusinesses } from "./businesses/list-businesses";
import { publishBusiness, unpublishBusiness } from "./businesses/publish-business";
import { updateBusiness } from "./businesses/update-business";
import { currencyOperations } from "./currencies/currencies";
import { customerOperations } from "./customers/customers";
import { customQuestionOperations } from "./questions/custom-questions";
import * as serviceOperations from "./services/service-operations";
import { deleteStaffMember, updateStaffMember } from "./staff/change-staff-member";
import { createStaffMember } from "./staff/create-staff-member";
import { getStaffMember, listStaffMembers } from "./staff/read-staff-members";

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
