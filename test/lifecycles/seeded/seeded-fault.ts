import type { CalendarContext } from "../../../providers/booking-calendar/context";
import type { BookingCalendarHandler } from "../../../providers/booking-calendar/handler";

/** A mistake that someone might make in the handlers, put around them: the campaign must notice it. */
export interface SeededFault {
  readonly name: string;
  /** Which invariant is broken, as the findings name it: one of them is enough. */
  readonly breaks: readonly string[];
  readonly context?: (context: CalendarContext) => CalendarContext;
  readonly handler?: (handler: BookingCalendarHandler, context: CalendarContext) => BookingCalendarHandler;
}
