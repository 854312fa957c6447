import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { graphFaults } from "../../odata/faults-of-graph";
import { findBusiness } from "../calendar-rights";
import { contextPath } from "../context-path";
import { appointments } from "./appointment";
import { presentInList } from "./appointment-operations";
import { instant } from "./instant";

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
