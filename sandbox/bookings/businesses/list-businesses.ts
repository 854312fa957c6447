import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { GraphFault } from "../../odata/graph-fault";
import { calendarRoles } from "../calendar-rights";
import { type Business, businesses } from "./business";

function found(call: Call): Business[] {
  const now = call.world.clock.now();
  const wanted = (call.query.get("query") ?? "").toLowerCase();
  const confined = call.caller.kind === "delegated" && call.world.settings.delegatedList === "staffed";
  return call
    .of(businesses)
    .all()
    .filter((business) => {
      if (business.visibleFrom > now) return false;
      if (
        wanted &&
        !business.displayName.toLowerCase().includes(wanted) &&
        !business.id.toLowerCase().includes(wanted)
      )
        return false;
      return !confined || calendarRoles(call, business, call.caller.objectId).length > 0;
    });
}

/** GET /solutions/bookingBusinesses: names only, and never more than the limit. */
export const listBusinesses: Operation = {
  name: "bookingBusiness.list",
  method: "GET",
  path: "/solutions/bookingBusinesses",
  workload: "bookings",
  run: (call) => {
    const { listLimit, listOverflow } = call.world.settings;
    const all = found(call);
    const refuses =
      listOverflow === "error" || (listOverflow === "byCaller" && call.caller.kind === "delegated");
    if (all.length > listLimit && refuses) {
      throw new GraphFault(
        400,
        "ErrorExceededFindCountLimit",
        "The GetBookingMailboxes request returned too many results. Please specify a query to limit the results.",
      );
    }
    const shown = all.slice(0, listLimit).map(({ id, displayName }) => ({ id, displayName }));
    return call.list("solutions/bookingBusinesses", shown);
  },
};
