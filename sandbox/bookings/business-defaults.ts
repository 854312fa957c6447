import type { JsonObject } from "../base/json";

const workingDays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** Monday to Friday, 8 to 17, with the weekend closed. */
function defaultHours(): JsonObject[] {
  const open = workingDays.map((day) => ({
    day,
    timeSlots: [{ startTime: "08:00:00.0000000", endTime: "17:00:00.0000000" }],
  }));
  return [...open, { day: "saturday", timeSlots: [] }, { day: "sunday", timeSlots: [] }];
}

/** How a new calendar can be booked. */
export function defaultSchedulingPolicy(): JsonObject {
  return {
    timeSlotInterval: "PT30M",
    minimumLeadTime: "P1D",
    maximumAdvance: "P365D",
    sendConfirmationsToOwner: true,
    allowStaffSelection: true,
    isMeetingInviteToCustomersEnabled: false,
    generalAvailability: { availabilityType: "bookWhenStaffAreFree", businessHours: [] },
    customAvailabilities: [],
  };
}

/** Where nothing is said of a place, the service shows one that is empty. */
export function noLocation(): JsonObject {
  return {
    address: { street: "", city: "", state: "", countryOrRegion: "", postalCode: "" },
    coordinates: null,
    displayName: "",
    locationEmailAddress: "",
    locationType: "default",
    locationUri: "",
    uniqueId: "",
    uniqueIdType: "unknown",
  };
}

function defaultPageSettings(): JsonObject {
  return {
    accessControl: "unrestricted",
    bookingPageColorCode: "#0E6D6D",
    businessTimeZone: "GMT Standard Time",
    customerConsentMessage: "",
    enforceOneTimePassword: false,
    isBusinessLogoDisplayEnabled: false,
    isCustomerConsentEnabled: false,
    isSearchEngineIndexabilityDisabled: false,
    isTimeSlotTimeZoneSetToBusinessTimeZone: false,
    privacyPolicyWebUrl: "",
    termsAndConditionsWebUrl: "",
  };
}

/** A calendar of which nothing but the name was said. */
export function businessDefaults(): JsonObject {
  return {
    businessType: "",
    address: { street: "", city: "", state: "", countryOrRegion: "", postalCode: "" },
    phone: "",
    email: null,
    webSiteUrl: "",
    defaultCurrencyIso: "GBP",
    languageTag: "en-US",
    businessHours: defaultHours(),
    schedulingPolicy: defaultSchedulingPolicy(),
    bookingPageSettings: defaultPageSettings(),
    isPublished: false,
    publicUrl: null,
  };
}
