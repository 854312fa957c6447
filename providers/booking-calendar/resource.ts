import * as pulumi from "@pulumi/pulumi";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { LOADING_TEXT } from "./record/partly-done";

/** The type in state and URNs: frozen, as state keeps it for ever. */
export const BOOKING_CALENDAR_TYPE = "pulumi-nodejs:dynamic/nhsmail:BookingCalendar";

/** A booking calendar with its people. Protected: Pulumi alone never deletes one. */
export class BookingCalendar extends pulumi.CustomResource {
  constructor(name: string, inputs: CalendarInputs, options?: pulumi.CustomResourceOptions) {
    super(
      BOOKING_CALENDAR_TYPE,
      name,
      { ...inputs, __provider: LOADING_TEXT },
      { ...options, protect: true },
    );
  }
}
