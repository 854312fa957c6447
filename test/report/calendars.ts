import type { ListedCalendar } from "../../src/report/listing";

const calendar = (
  displayName: string,
  status: ListedCalendar["status"],
  members: ListedCalendar["members"] = [],
): ListedCalendar => ({
  name: displayName.toLowerCase(),
  displayName,
  address: `${displayName}@nhs.net`,
  organisation: "leeds",
  status,
  marker: "",
  replyTo: "cardiology.hf@nhs.net",
  phone: "+44 113 496 0000",
  file: `specs/leeds/calendars/${displayName.toLowerCase()}.yaml`,
  members,
});

/** Calendars in every status, with people in every state of membership. */
export const calendars: readonly ListedCalendar[] = [
  calendar("LeedsCardiologyHeartFailure", "active", [
    { address: "amy.shah@nhs.net", person: { name: "Amy Shah" }, role: "admin", membership: "active" },
    { address: "bob.jones@nhs.net", person: { name: "Bob Jones" }, role: "viewer", membership: "pending" },
    {
      address: "cat.lowe@nhs.net",
      person: { name: "Cat Lowe", organisation: "York" },
      role: "viewer",
      membership: "rejected",
    },
    { address: "dan.poe@nhs.net", role: "viewer", membership: "unknown" },
  ]),
  calendar("LeedsENTVoice", "half-made", [
    { address: "eve.stone@nhs.net", person: { name: "Eve Stone" }, role: "admin", membership: "pending" },
  ]),
  calendar("LeedsEyeGlaucoma", "missing"),
  calendar("LeedsOldClinic", "deleted"),
  calendar("LeedsSkinEczema", "deleting", [
    { address: "amy.shah@nhs.net", person: { name: "Amy Shah" }, role: "admin", membership: "active" },
  ]),
  calendar("LeedsPhysioKnee", "planned"),
];
