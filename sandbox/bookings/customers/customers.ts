import { containedCollection } from "../contained";
import { containedOperations } from "../contained-operations";

/** Customers of all calendars. */
export const customers = containedCollection("customers");

/** …/customers */
export const customerOperations = containedOperations({
  noun: "customer",
  segment: "customers",
  type: "bookingCustomer",
  collection: customers,
  right: "book",
  defaults: () => ({ emailAddress: null, addresses: [], phones: [] }),
  saysType: true,
});
