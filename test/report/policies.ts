import type { ListedPolicy } from "../../src/report/listed-policy";

/** A user policy of two people. */
export const policy: ListedPolicy = {
  name: "leedsbookings",
  displayName: "LeedsBookings",
  organisation: "Leeds",
  baseLicence: "Office 365 E3",
  applications: ["Bookings"],
  status: "active",
  file: "specs/leeds/policies/bookings.yaml",
  users: ["amy.shah@nhs.net", "bob.jones@nhs.net"],
};
