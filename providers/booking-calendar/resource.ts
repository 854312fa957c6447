import * as pulumi from "@pulumi/pulumi";
import type { CalendarInputs } from "./calendar-inputs";

/** The type in state and URNs: frozen, as is the text that loads the handler. State keeps both for ever. */
export const BOOKING_CALENDAR_TYPE = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";
export const BOOKING_CALENDAR_PROVIDER = 'exports.handler=()=>require("./provider.js").bookingCalendar';

/** A booking calendar with its people. Protected: Pulumi alone never deletes one. */
export class BookingCalendar extends pulumi.CustomResource {
  constructor(name: string, inputs: CalendarInputs, options?: pulumi.CustomResourceOptions) {
    super(
      BOOKING_CALENDAR_TYPE,
      name,
      { ...inputs, __provider: BOOKING_CALENDAR_PROVIDER },
      { ...options, protect: true },
    );
  }
}
