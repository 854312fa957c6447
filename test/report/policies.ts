import type { ListedPolicy } from "../../src/report/listing";

/** A user policy of two people, that the directory is done with. */
export const policy: ListedPolicy = {
  name: "leedsbookings",
  displayName: "LeedsBookings",
  organisation: "Leeds",
  baseLicence: "Office 365 E3",
  applications: ["Microsoft Bookings"],
  status: "active",
  file: "specs/leeds/policies/bookings.yaml",
  users: [
    { address: "amy.shah@nhs.net", person: { name: "Amy Shah" }, licence: "processed" },
    { address: "bob.jones@nhs.net", person: { name: "Bob Jones" }, licence: "processed" },
  ],
  unlisted: 0,
};

/** Policies in every status, with people in every state of their licences. */
export const policies: readonly ListedPolicy[] = [
  policy,
  {
    ...policy,
    name: "leedsvirtualvisits",
    displayName: "LeedsVirtualVisits",
    applications: ["Microsoft Bookings", "Microsoft Teams"],
    file: "specs/leeds/policies/virtual-visits.yaml",
    users: [
      { address: "amy.shah@nhs.net", person: { name: "Amy Shah" }, licence: "processed" },
      {
        address: "cat.lowe@nhs.net",
        person: { name: "Cat Lowe", organisation: "York" },
        licence: "in-progress",
      },
      { address: "dan.poe@nhs.net", licence: "failed", word: "CountViolation" },
      {
        address: "eve.stone@nhs.net",
        person: { name: "Eve Stone" },
        licence: "failed",
        word: "SomethingNew",
      },
    ],
    unlisted: 3,
  },
  { ...policy, name: "leedslost", displayName: "LeedsLost", status: "missing", users: [] },
  { ...policy, name: "leedsending", displayName: "LeedsEnding", status: "retiring", users: [] },
  { ...policy, name: "leedsended", displayName: "LeedsEnded", status: "deleted", users: [] },
  { ...policy, name: "leedsbusy", displayName: "LeedsBusy", status: "updating" },
  {
    ...policy,
    name: "leedsplanned",
    displayName: "LeedsPlanned",
    status: "planned",
    users: [{ address: "amy.shah@nhs.net", person: { name: "Amy Shah" }, licence: "unknown" }],
  },
];
