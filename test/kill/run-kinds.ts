import { HEART, handoverKinds } from "./handover-kinds";
import type { RunKind } from "./kill-case";
import type { Kind, Wanted } from "./kind";
import { POLICY_KINDS } from "./policy-kinds";

const OPERATOR = { "svc.leeds.bookings@nhs.net": "administrator" };
const KNEE = "LeedsPhysiotherapyKnee@nhs.net";

const heart = (phone: string, staff: Wanted["staff"]): Wanted => ({
  address: HEART,
  phone,
  staff: { ...staff, ...OPERATOR },
});
const knee = (phone: string, staff: Wanted["staff"]): Wanted => ({
  address: KNEE,
  phone,
  staff: { ...staff, ...OPERATOR },
});

const HEART_SPEC = "specs/leeds/calendars/heart-failure.yaml";
const KNEE_SPEC = "specs/leeds/calendars/knee.yaml";

const HEART_HEAD = `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart Failure
replyTo: cardiology.hf@nhs.net
`;
const KNEE_HEAD = `kind: BookingCalendar
serviceArea: Physiotherapy
clinicName: Knee
replyTo: physio.knee@nhs.net
`;

const CHANGED_HEART = `${HEART_HEAD}phone: "+44 113 496 0001"
admins:
  - dan.okafor@nhs.net
viewers:
  - amy.shah@nhs.net
  - bob.jones@nhs.net
`;
const CHANGED_KNEE = `${KNEE_HEAD}phone: "0113 496 0009"
admins:
  - dan.okafor@nhs.net
viewers:
  - eve.stone@nhs.net
`;

const deleted = (head: string, phone: string, address: string): string => `${head}phone: "${phone}"
status: deleted
deletion:
  confirm: ${address}
  reason: The clinic has closed.
`;

/** Both at once is more than one run may delete without saying so. */
const ORGANISATION = `kind: Organisation
shortName: Leeds
name: Leeds Community Hospitals NHS Trust
directoryName: Leeds
operator: svc.leeds.bookings@nhs.net
limitOverrides:
  - limit: calendarsDeleted
    number: 2
    reason: Both clinics have closed.
    expires: 2099-12-31
`;

const MADE_KNEE = knee("0113 496 0007", {
  "dan.okafor@nhs.net": "administrator",
  "amy.shah@nhs.net": "administrator",
});

/** The kinds of run that are disturbed. In “update” the only admin gives way to another: the order matters. */
export const KINDS: Readonly<Record<RunKind, Kind>> = {
  create: {
    world: "clinics",
    isMade: false,
    edit: () => undefined,
    wanted: [
      heart("+44 113 496 0000", {
        "amy.shah@nhs.net": "administrator",
        "bob.jones@nhs.net": "teamMember",
        "carol.evans@nhs.net": "teamMember",
      }),
      MADE_KNEE,
    ],
    gone: [],
  },
  update: {
    world: "clinics",
    isMade: true,
    edit: ({ root }) => {
      root.write(HEART_SPEC, CHANGED_HEART);
      root.write(KNEE_SPEC, CHANGED_KNEE);
    },
    wanted: [
      heart("+44 113 496 0001", {
        "dan.okafor@nhs.net": "administrator",
        "amy.shah@nhs.net": "teamMember",
        "bob.jones@nhs.net": "teamMember",
      }),
      knee("0113 496 0009", { "dan.okafor@nhs.net": "administrator", "eve.stone@nhs.net": "teamMember" }),
    ],
    gone: [],
  },
  delete: {
    world: "clinics",
    isMade: true,
    edit: ({ root }) => {
      root.write(HEART_SPEC, deleted(HEART_HEAD, "+44 113 496 0000", HEART));
      root.write(KNEE_SPEC, deleted(KNEE_HEAD, "0113 496 0007", KNEE));
      root.write("specs/leeds/organisation.yaml", ORGANISATION);
    },
    wanted: [],
    gone: [HEART, KNEE],
  },
  ...POLICY_KINDS,
  ...handoverKinds(MADE_KNEE),
};
