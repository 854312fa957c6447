import { randomBytes } from "node:crypto";
import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { InvalidBodyError } from "../../odata/invalid-body-error";
import type { Business } from "../businesses/business";
import { services } from "../services/service";
import type { Appointment } from "./appointment";
import { duration, instant } from "./instant";

function defaults(): JsonObject {
  return {
    additionalInformation: "",
    customers: [],
    customerTimeZone: "UTC",
    isCustomerAllowedToManageBooking: true,
    isLocationOnline: false,
    maximumAttendeesCount: 1,
    optOutOfCustomerEmail: false,
    postBuffer: "PT0S",
    preBuffer: "PT0S",
    price: 0,
    priceType: "notSet",
    reminders: [],
    serviceName: "",
    smsNotificationsEnabled: false,
    staffMemberIds: [],
  };
}

/** The appointment that a body asks for. */
export function newAppointment(call: Call, business: Business, sent: JsonObject): Appointment {
  const [start, end] = [instant(sent["startDateTime"]), instant(sent["endDateTime"])];
  if (Number.isNaN(start) || Number.isNaN(end) || end < start)
    throw new InvalidBodyError("Start and end are needed, in order.");
  const key = business.id.toLowerCase();
  const service = call.of(services).get(`${key}/${String(sent["serviceId"] ?? "").toLowerCase()}`);
  const now = call.world.clock.iso();
  const customers = Array.isArray(sent["customers"]) ? sent["customers"] : [];
  return {
    ...defaults(),
    ...(service ? { serviceName: service.displayName } : {}),
    ...sent,
    id: `AAMk${randomBytes(60).toString("base64url")}`,
    business: key,
    duration: duration(end - start),
    filledAttendeesCount: customers.length,
    createdDateTime: now,
    lastUpdatedDateTime: now,
  };
}
