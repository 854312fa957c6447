import type { JsonObject } from "../base/json";
import type { Call } from "../odata/call";
import { present } from "../odata/present";
import { type Business, customers, customQuestions, type Service, services } from "../records/business";
import { defaultSchedulingPolicy, noLocation } from "./business-defaults";
import { assertTexts, containedOperations, newContained } from "./contained-operations";

function serviceDefaults(): JsonObject {
  return {
    additionalInformation: "",
    customQuestions: [],
    defaultDuration: "PT1H",
    defaultLocation: noLocation(),
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

function named(defaults: () => JsonObject) {
  return (call: Call, business: Business, sent: JsonObject) => {
    assertTexts(sent, "displayName");
    const displayName = String(sent["displayName"]);
    return { ...defaults(), ...sent, displayName, ...newContained(call, business) };
  };
}

/** …/services: reminders are shown of single services only. */
export const serviceOperations = containedOperations<Service>({
  noun: "service",
  segment: "services",
  type: "bookingService",
  collection: services,
  right: "editServices",
  inLists: () => ({ defaultReminders: [] }),
  create: named(serviceDefaults),
});

/** …/customers; the list declares an abstract base, so that each customer names its type. */
export const customerOperations = containedOperations({
  noun: "customer",
  segment: "customers",
  type: "bookingCustomer",
  collection: customers,
  right: "book",
  show: (_call, one) => ({
    "@odata.type": "#microsoft.graph.bookingCustomer",
    ...present("bookingCustomer", one),
  }),
  create: named(() => ({ emailAddress: null, addresses: [], phones: [] })),
});

/** …/customQuestions */
export const customQuestionOperations = containedOperations({
  noun: "customQuestion",
  segment: "customQuestions",
  type: "bookingCustomQuestion",
  collection: customQuestions,
  right: "editServices",
  create: named(() => ({ answerInputType: "text", answerOptions: [] })),
});
