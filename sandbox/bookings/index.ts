import type { Operation } from "../odata/call";
import { appointmentOperations } from "./appointments";
import {
  deleteBusiness,
  getBusiness,
  listBusinesses,
  publishBusiness,
  unpublishBusiness,
  updateBusiness,
} from "./businesses";
import { createBusiness } from "./create-business";
import { currencyOperations } from "./currencies";
import { customerOperations, customQuestionOperations, serviceOperations } from "./services";
import { staffOperations } from "./staff";
import { getStaffAvailability } from "./staff-availability";

/** The operations of Bookings. A new kind of thing beneath a calendar is a `ContainedKind` and a line here. */
export const bookingsOperations: readonly Operation[] = [
  listBusinesses,
  createBusiness,
  getBusiness,
  updateBusiness,
  deleteBusiness,
  publishBusiness,
  unpublishBusiness,
  ...staffOperations,
  ...serviceOperations,
  ...customerOperations,
  ...customQuestionOperations,
  ...appointmentOperations,
  getStaffAvailability,
  ...currencyOperations,
];
