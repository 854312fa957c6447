import type { Operation } from "../../graph/operation";
import { findBusiness } from "../calendar-rights";

/** GET /solutions/bookingBusinesses/{id} */
export const getBusiness: Operation = {
  name: "bookingBusiness.get",
  method: "GET",
  path: "/solutions/bookingBusinesses/{business}",
  workload: "bookings",
  run: (call) => call.entity("bookingBusiness", findBusiness(call, "read"), "solutions/bookingBusinesses"),
};
