import type { JsonValue } from "../../json";
import { defineCollection } from "../../store/collection-definition";

/** An appointment, as stored. */
export interface Appointment {
  /** An Exchange item id, whose case matters. */
  readonly id: string;
  /** Address of the calendar, in lower case. */
  readonly business: string;
  readonly [property: string]: JsonValue | undefined;
}

/** Appointments of all calendars. */
export const appointments = defineCollection<Appointment>({
  name: "appointments",
  key: (appointment) => `${appointment.business}/${appointment.id}`,
  indexes: { business: (appointment) => [appointment.business] },
});
