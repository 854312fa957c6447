import type { JsonObject } from "../../json";
import { defaultSchedulingPolicy } from "../businesses/business-defaults";

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
