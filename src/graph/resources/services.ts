import type { GraphCall } from "../call";
import { path } from "../path";

/** Calls on the services of a calendar. */
export const services = {
  list: (business: string): GraphCall => ({
    method: "GET",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    mailbox: business.toLowerCase(),
  }),

  add: (business: string, service: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "POST",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    body: service,
    mailbox: business.toLowerCase(),
  }),
};
