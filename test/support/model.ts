import { type Address, toAddress } from "../../src/model/address";
import { BOOKINGS } from "../../src/model/applications";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { Role } from "../../src/model/calendar-roles";
import type { OrganisationModel } from "../../src/model/estate";
import type { Tenant } from "../../src/model/tenant";
import type { UserPolicy } from "../../src/model/user-policy";
import type { Place } from "../../src/problem/place";

type Wishes = Partial<Omit<BookingCalendar, "members" | "replyTo">> & {
  members?: Record<string, Role>;
  replyTo?: string;
  file?: string;
};

const sourceOf = (file: string): Place => ({ file, line: 1, column: 1 });

/** A calendar as the specs would give it. Places name the pointer, so that a test sees which field was meant. */
export function calendar({
  members,
  replyTo,
  file = "specs/leeds/calendars/hf.yaml",
  ...wishes
}: Wishes = {}): BookingCalendar {
  const address = wishes.address ?? "LeedsCardiologyHeartFailure@nhs.net";
  return {
    name: address.slice(0, address.indexOf("@")).toLowerCase(),
    displayName: address.slice(0, address.indexOf("@")),
    address,
    marker: "",
    organisation: "Leeds",
    serviceArea: "Cardiology",
    clinicName: "Heart Failure",
    replyTo: toAddress(replyTo ?? "hf@nhs.net"),
    phone: "+44 113 496 0000",
    status: "active",
    members: (members ?? { "amy.shah@nhs.net": "admin" }) as Record<Address, Role>,
    source: sourceOf(file),
    placeOf: (pointer) => ({ ...sourceOf(file), pointer }),
    spec: {
      kind: "BookingCalendar",
      serviceArea: "Cardiology",
      clinicName: "Heart Failure",
      replyTo: "",
      phone: "",
    },
    memberPlace: (person) => ({ ...sourceOf(file), pointer: `/members/${person}` }),
    ...wishes,
  };
}

const LIMIT = { number: 5, percent: 20 };

export const tenant: Tenant = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  domain: "nhs.net",
  viewerRole: "teamMember",
  starterService: false,
  baseLicences: [],
  organisationAttribute: "companyName",
  pipelines: {},
  observer: { mailboxSettings: "tenant-wide" },
  markAdopted: true,
  oneUserPolicyPerUser: true,
  otherOrganisations: "allowed",
  requirePlan: false,
  limits: {
    calendarsDeleted: LIMIT,
    membersRemoved: LIMIT,
    rolesChanged: LIMIT,
    policiesEmptied: LIMIT,
    calendarsMissing: LIMIT,
  },
  source: sourceOf("specs/tenant.yaml"),
  placeOf: (pointer) => ({ ...sourceOf("specs/tenant.yaml"), pointer }),
};

/** The organisation Leeds with these calendars. */
export function leeds(...calendars: BookingCalendar[]): OrganisationModel {
  const source = sourceOf("specs/leeds/organisation.yaml");
  return {
    organisation: {
      shortName: "Leeds",
      stack: "leeds",
      folder: "leeds",
      name: "Leeds Teaching Hospitals",
      directoryName: "Leeds",
      pipelines: {},
      limitOverrides: [],
      status: "active",
      source,
      placeOf: (pointer) => ({ ...source, pointer }),
    },
    calendars,
    policies: [],
  };
}

/** A user policy of Leeds as the specs would give it. */
export const policy = (users: readonly Address[], change: Partial<UserPolicy> = {}): UserPolicy => ({
  name: "leedsvisits",
  displayName: "LeedsVisits",
  organisation: "Leeds",
  baseLicence: "Office 365 E3",
  applications: [BOOKINGS],
  users,
  grantsLicence: false,
  status: "active",
  spec: { kind: "UserPolicy", name: "Visits", baseLicence: "Office 365 E3", applications: [BOOKINGS] },
  source: { file: "specs/leeds/policies/visits.yaml", line: 1, column: 1 },
  placeOf: (pointer) => ({ file: "specs/leeds/policies/visits.yaml", line: 1, column: 1, pointer }),
  userPlace: (who) => ({
    file: "specs/leeds/policies/visits.yaml",
    line: 2,
    column: 1,
    pointer: `/users/${who}`,
  }),
  ...change,
});
