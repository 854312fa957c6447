/** The tenant that the specs are for. */
export const TENANT_ID = "6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034";

const TENANT = `kind: Tenant
tenantId: ${TENANT_ID}
domain: nhs.net
viewerRole: teamMember
starterService: true
organisationAttribute: companyName
baseLicences:
  - name: Office 365 E3
    sku: ENTERPRISEPACK
`;

/** The smallest organisation. */
export const organisation = (shortName: string): string => `kind: Organisation
shortName: ${shortName}
name: ${shortName} Teaching Hospitals
directoryName: ${shortName}
`;

/** A calendar of one admin. */
export const calendar = (serviceArea: string, clinicName: string): string => `kind: BookingCalendar
serviceArea: ${serviceArea}
clinicName: ${clinicName}
replyTo: cardiology.hf@nhs.net
phone: "+44 113 496 0000"
admins:
  - amy.shah@nhs.net
`;

/** Specs without a problem: one organisation, one calendar. */
export const validSpecs: Readonly<Record<string, string>> = {
  "specs/tenant.yaml": TENANT,
  "specs/leeds/organisation.yaml": organisation("Leeds"),
  "specs/leeds/calendars/heart-failure.yaml": calendar("Cardiology", "Heart Failure"),
};

/** What a sandbox has to know of for them: the organisation's service account, its person and the reply address. */
export const leedsSeed = `
tenant: { tenantId: ${TENANT_ID}, domain: nhs.net }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;
