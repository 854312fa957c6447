import type { Input } from "@pulumi/pulumi";
import type { CalendarOperator } from "./calendar-operator";

/** What all organisations have in common. */
export interface Shared {
  readonly calendarOperator: CalendarOperator;
  readonly graphObjectId: Input<string>;
}
