import type { JsonValue } from "../../json";
import { defineCollection } from "../../store/collection-definition";

/** A service that a calendar offers, as stored. */
export interface Service {
  readonly id: string;
  /** Address of the calendar, in lower case. */
  readonly business: string;
  readonly displayName: string;
  readonly [property: string]: JsonValue | undefined;
}

/** Services of all calendars. */
export const services = defineCollection<Service>({
  name: "services",
  key: (service) => `${service.business}/${service.id.toLowerCase()}`,
  indexes: { business: (service) => [service.business] },
});
