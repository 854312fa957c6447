import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How many specs of what. */
export interface ClinicCount {
  readonly organisations: number;
  /** For each organisation. */
  readonly calendars: number;
  /** For each calendar; the first is its admin. */
  readonly members: number;
}

export const TENANT_ID = "11111111-2222-4333-8444-555555555555";

/** Short names that do not begin with each other, all of one length. */
export const shortName = (organisation: number): string => `Trust${String(organisation).padStart(3, "0")}x`;

/** People of an organisation: each calendar has its own. */
export const person = (organisation: number, calendar: number, member: number): string =>
  `p${organisation}.${calendar}.${member}@nhs.net`;

export const replyTo = (organisation: number): string => `clinics.${organisation}@nhs.net`;

/** The service account that makes the calendars of an organisation. */
export const operatorOf = (organisation: number): string =>
  `svc.${shortName(organisation).toLowerCase()}@nhs.net`;

/** What a clinic is called, and its number. */
export const clinic = (calendar: number) => ({
  serviceArea: `Area ${calendar % 10}`,
  clinicName: `Clinic ${calendar}`,
  phone: `+44 113 496 ${String(calendar).padStart(4, "0")}`,
});

const tenant = `kind: Tenant
tenantId: ${TENANT_ID}
domain: nhs.net
viewerRole: teamMember
starterService: true
baseLicences:
  - { name: Office 365 E3, sku: ENTERPRISEPACK }
organisationAttribute: companyName
`;

function calendarSpec(organisation: number, calendar: number, members: number): string {
  const viewers = Array.from({ length: members - 1 }, (_, index) =>
    person(organisation, calendar, index + 1),
  );
  const { serviceArea, clinicName, phone } = clinic(calendar);
  return `# yaml-language-server: $schema=../../../schemas/booking-calendar.schema.json
kind: BookingCalendar
serviceArea: ${serviceArea}
clinicName: ${clinicName}
replyTo: ${replyTo(organisation)}
phone: "${phone}"
admins:
  - ${person(organisation, calendar, 0)}
viewers:
${viewers.map((viewer) => `  - ${viewer}\n`).join("")}`;
}

/** Writes specs as LAs would, below a root folder. */
export function writeClinics(root: string, { organisations, calendars, members }: ClinicCount): void {
  const specs = join(root, "specs");
  mkdirSync(specs, { recursive: true });
  writeFileSync(join(specs, "tenant.yaml"), tenant);
  for (let organisation = 0; organisation < organisations; organisation += 1) {
    const name = shortName(organisation);
    const folder = join(specs, name.toLowerCase());
    mkdirSync(join(folder, "calendars"), { recursive: true });
    writeFileSync(
      join(folder, "organisation.yaml"),
      `kind: Organisation\nshortName: ${name}\nname: Trust ${organisation}\ndirectoryName: ${name}\noperator: ${operatorOf(organisation)}\n`,
    );
    for (let calendar = 0; calendar < calendars; calendar += 1) {
      const file = join(folder, "calendars", `clinic-${calendar}.yaml`);
      writeFileSync(file, calendarSpec(organisation, calendar, members));
    }
  }
}
