import type { KnownPeople } from "../../src/model/person";
import type { CalendarChange } from "../../src/plan/change";
import type { Place } from "../../src/problem/place";

const FILE = "specs/leeds/calendars/heart-failure.yaml";

/** A place in a calendar's file. */
export const place = (line: number, file = FILE): Place => ({ file, line, column: 3 });

const base = {
  name: "leedscardiologyheartfailure",
  address: "LeedsCardiologyHeartFailure@nhs.net",
  organisation: "leeds",
  at: place(2),
  fields: [],
  members: [],
  repairsDrift: false,
} as const;

/** One change of every kind, as a Local Administrator may meet them. */
export const creation: CalendarChange = {
  ...base,
  kind: "create",
  fields: [
    { field: "displayName", to: "LeedsCardiologyHeartFailure" },
    { field: "status", to: "active" },
    { field: "replyTo", to: "cardiology.hf@nhs.net" },
    { field: "phone", to: "+44 113 496 0000" },
    { field: "viewerRole", to: "teamMember" },
  ],
  members: [
    { address: "amy.shah@nhs.net", to: "admin", at: place(8) },
    { address: "bob.jones12@nhs.net", to: "viewer", at: place(11) },
    { address: "siobhan.o'neill@nhs.net", to: "viewer", at: place(12) },
    { address: "heartclinic@nhs.net", to: "viewer", at: place(13) },
  ],
};

export const update: CalendarChange = {
  ...base,
  name: "leedsphysioknee",
  address: "LeedsPhysioKnee@nhs.net",
  kind: "update",
  at: place(2, "specs/leeds/calendars/knee.yaml"),
  fields: [
    {
      field: "phone",
      from: "+44 113 496 0001",
      to: "+44 113 496 0002",
      at: place(6, "specs/leeds/calendars/knee.yaml"),
    },
    { field: "viewerRole", from: "teamMember", to: "viewer", at: place(9, "specs/tenant.yaml") },
    { field: "replyTo", to: "knee@nhs.net", at: place(5, "specs/leeds/calendars/knee.yaml") },
  ],
  members: [
    { address: "eve.stone@nhs.net", to: "admin", at: place(9, "specs/leeds/calendars/knee.yaml") },
    { address: "anne-marie.mcdonald@nhs.net", from: "admin" },
    {
      address: "jo.li@nhs.net",
      from: "viewer",
      to: "admin",
      at: place(10, "specs/leeds/calendars/knee.yaml"),
    },
  ],
};

export const repair: CalendarChange = {
  ...base,
  name: "leedsentvoice",
  address: "LeedsENTVoice@nhs.net",
  kind: "update",
  at: place(2, "specs/leeds/calendars/voice.yaml"),
  repairsDrift: true,
  fields: [{ field: "phone", from: "0113 123", to: "+44 113 496 0003" }],
  members: [{ address: "mallory.intruder@nhs.net", from: "admin" }],
};

export const completion: CalendarChange = {
  ...base,
  name: "leedsskineczema",
  address: "LeedsSkinEczema@nhs.net",
  kind: "complete",
  at: place(2, "specs/leeds/calendars/eczema.yaml"),
  members: [{ address: "amy.shah@nhs.net", to: "admin", at: place(9, "specs/leeds/calendars/eczema.yaml") }],
};

export const recreation: CalendarChange = {
  ...creation,
  name: "leedseyeglaucoma",
  address: "LeedsEyeGlaucoma@nhs.net",
  kind: "recreate",
  at: place(2, "specs/leeds/calendars/glaucoma.yaml"),
};

export const deletion: CalendarChange = {
  ...base,
  name: "leedsoldclinic",
  address: "LeedsOldClinic@nhs.net",
  kind: "delete",
  at: place(5, "specs/leeds/calendars/old.yaml"),
  members: [
    { address: "amy.shah@nhs.net", from: "admin" },
    { address: "bob.jones@nhs.net", from: "viewer" },
    { address: "cat.lowe@nhs.net", from: "viewer" },
  ],
  deletion: { reason: "The clinic moved to York.", futureAppointments: 2 },
};

export const unchanged: CalendarChange = {
  ...base,
  name: "leedsdietcoeliac",
  address: "LeedsDietCoeliac@nhs.net",
  kind: "unchanged",
};

export const everyKind: readonly CalendarChange[] = [
  deletion,
  unchanged,
  update,
  repair,
  completion,
  recreation,
  creation,
];

/** The names of the people in these changes, as the directory has them. */
export const people: KnownPeople = {
  "amy.shah@nhs.net": { name: "Amy Shah" },
  "anne-marie.mcdonald@nhs.net": { name: "Anne-Marie McDonald" },
  "bob.jones12@nhs.net": { name: "Bob Jones" },
  "bob.jones@nhs.net": { name: "Bob Jones" },
  "cat.lowe@nhs.net": { name: "Cat Lowe", organisation: "York" },
  "eve.stone@nhs.net": { name: "Eve Stone" },
  "siobhan.o'neill@nhs.net": { name: "Siobhán O’Neill" },
};
