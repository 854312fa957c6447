import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { noContent } from "../../graph/reply";
import type { JsonObject } from "../../json";
import { graphFaults } from "../../odata/faults-of-graph";
import { InvalidBodyError } from "../../odata/invalid-body-error";
import { present } from "../../odata/present";
import type { Business } from "../businesses/business";
import { defaultSchedulingPolicy } from "../businesses/business-defaults";
import { findBusiness } from "../calendar-rights";
import { contextPath } from "../context-path";
import { patched } from "../patched";
import { type Service, services } from "./service";

const list = "/solutions/bookingBusinesses/{business}/services";
const one = `${list}/{service}`;

function find(call: Call, business: Business): Service {
  const found = call.of(services).get(`${business.id.toLowerCase()}/${call.param("service").toLowerCase()}`);
  if (!found) throw graphFaults.itemNotFound();
  return found;
}

/** GET …/services: reminders are shown of single services only. */
export const listServices: Operation = {
  name: "service.list",
  method: "GET",
  path: list,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    const found = call.of(services).by("business", business.id.toLowerCase());
    const shown = found.map((service) => present("bookingService", { ...service, defaultReminders: [] }));
    return call.list(contextPath(business.id, "services"), shown);
  },
};

/** GET …/services/{id} */
export const getService: Operation = {
  name: "service.get",
  method: "GET",
  path: one,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "read");
    return call.entity("bookingService", find(call, business), contextPath(business.id, "services"));
  },
};

/** POST …/services */
export const createService: Operation = {
  name: "service.create",
  method: "POST",
  path: list,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editServices");
    const sent = call.read("bookingService");
    if (typeof sent["displayName"] !== "string" || sent["displayName"] === "") {
      throw new InvalidBodyError("A service needs a displayName.");
    }
    const now = call.world.clock.iso();
    const service = call.of(services).put({
      ...serviceDefaults(),
      ...sent,
      id: call.newId(),
      business: business.id.toLowerCase(),
      displayName: sent["displayName"],
      createdDateTime: now,
      lastUpdatedDateTime: now,
    });
    return call.entity("bookingService", service, contextPath(business.id, "services"), 201);
  },
};

/** PATCH …/services/{id} */
export const updateService: Operation = {
  name: "service.update",
  method: "PATCH",
  path: one,
  workload: "bookings",
  run: (call) => {
    const business = findBusiness(call, "editServices");
    const before = find(call, business);
    const { id: _id, createdDateTime: _created, ...sent } = call.read("bookingService");
    const after = patched(before, sent, call.world.settings.complexPatch);
    call.of(services).put({ ...before, ...after, lastUpdatedDateTime: call.world.clock.iso() });
    return noContent;
  },
};

/** DELETE …/services/{id} */
export const deleteService: Operation = {
  name: "service.delete",
  method: "DELETE",
  path: one,
  workload: "bookings",
  run: (call) => {
    const service = find(call, findBusiness(call, "editServices"));
    call.of(services).remove(`${service.business}/${service.id.toLowerCase()}`);
    return noContent;
  },
};

/** A service of which nothing but the name was said. */
export function serviceDefaults(): JsonObject {
  return {
    additionalInformation: "",
    customQuestions: [],
    defaultDuration: "PT1H",
    defaultLocation: null,
    defaultPrice: 0,
    defaultPriceType: "notSet",
    defaultReminders: [],
    description: "",
    isAnonymousJoinEnabled: false,
    isCustomerAllowedToManageBooking: true,
    isHiddenFromCustomers: false,
    isLocationOnline: false,
    languageTag: "en-US",
    maximumAttendeesCount: 1,
    notes: "",
    postBuffer: "PT0S",
    preBuffer: "PT0S",
    schedulingPolicy: defaultSchedulingPolicy(),
    smsNotificationsEnabled: false,
    staffMemberIds: [],
    webUrl: null,
  };
}
