import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent, type Reply } from "../../graph/reply";
import { findBusiness } from "../calendar-rights";
import { businesses } from "./business";

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
