import type { Business, BusinessFields } from "../../src/graph/resources/business";
import type { CalendarInputs } from "./calendar-inputs";
import type { LiveRecord } from "./calendar-record";
import { markerOf } from "./marker";

/** What of a business differs from what is asked for; empty = nothing to write. */
export function businessPatch(
  business: Business,
  inputs: CalendarInputs,
  marker: LiveRecord["marker"],
  tryMarker: boolean,
): BusinessFields {
  return {
    ...(business.displayName === inputs.displayName ? {} : { displayName: inputs.displayName }),
    ...(business.email.toLowerCase() === inputs.replyTo.toLowerCase() ? {} : { email: inputs.replyTo }),
    ...(business.phone === inputs.phone ? {} : { phone: inputs.phone }),
    ...(marker === "none" && tryMarker ? { businessType: markerOf(inputs) } : {}),
  };
}
