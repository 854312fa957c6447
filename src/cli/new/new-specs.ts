import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { BOOKINGS } from "../../model/applications";
import { localPart, namePart } from "../../model/naming";
import { newSpec } from "../../spec/new-spec";

/** A spec that is to be written. */
export interface NewSpec {
  readonly file: string;
  readonly text: string;
  /** What follows from it, for people: name and address. */
  readonly names: string;
}

/** Where it goes: the root, the organisation and its domain. */
export interface Home {
  readonly root: string;
  readonly folder: string;
  readonly shortName: string;
  readonly domain: string;
}

/** What a calendar is made of: the options of `bookings new calendar`. */
export interface CalendarAnswers {
  readonly area: string;
  readonly clinic: string;
  readonly replyTo: string;
  readonly phone: string;
  readonly admin: readonly string[];
  readonly viewer: readonly string[];
}

/** The same of a policy. */
export interface PolicyAnswers {
  readonly name: string;
  readonly licence: string;
  readonly user: readonly string[];
}

/** The same of an organisation. */
export interface OrganisationAnswers {
  readonly shortName: string;
  readonly name: string;
  readonly directoryName: string;
  readonly operator: string;
}

const slug = (...texts: readonly string[]): string =>
  texts
    .map((text) => namePart(text).replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-"))
    .join("-")
    .toLowerCase();

function freeFile(root: string, folder: string, name: string): string {
  for (let number = 1; ; number++) {
    const file = posix.join(folder, `${name}${number === 1 ? "" : `-${number}`}.yaml`);
    if (!existsSync(join(root, file))) return file;
  }
}

/** The product's own repository has the schemas, an estate has them in its packages. */
function text(root: string, file: string, schema: string, value: Readonly<Record<string, unknown>>): string {
  const schemas = existsSync(join(root, "schemas", `${schema}.schema.json`))
    ? "schemas"
    : "node_modules/nhsmail-bookings/schemas";
  return newSpec(schema, posix.relative(posix.dirname(file), schemas), value);
}

const listed = (name: string, values: readonly string[]): Record<string, readonly string[]> =>
  values.length > 0 ? { [name]: values } : {};

/** The spec of a calendar. */
export function newCalendar(
  { root, folder, shortName, domain }: Home,
  { area, clinic, replyTo, phone, admin, viewer }: CalendarAnswers,
): NewSpec {
  const file = freeFile(root, `specs/${folder}/calendars`, slug(area, clinic));
  const name = localPart(shortName, area, clinic);
  return {
    file,
    names: `${name}, ${name}@${domain}`,
    text: text(root, file, "booking-calendar", {
      kind: "BookingCalendar",
      serviceArea: area,
      clinicName: clinic,
      replyTo,
      phone,
      ...listed("admins", admin),
      ...listed("viewers", viewer),
    }),
  };
}

/** The spec of a user policy that switches Bookings on. */
export function newPolicy(
  { root, folder, shortName }: Home,
  { name, licence, user }: PolicyAnswers,
): NewSpec {
  const file = freeFile(root, `specs/${folder}/policies`, slug(name));
  return {
    file,
    names: `${shortName}${namePart(name)}`,
    text: text(root, file, "user-policy", {
      kind: "UserPolicy",
      name,
      baseLicence: licence,
      applications: [BOOKINGS],
      ...listed("users", user),
    }),
  };
}

/** The spec of an organisation. Its folder is the short name in lower case, and never changes. */
export function newOrganisation(
  root: string,
  { shortName, name, directoryName, operator }: OrganisationAnswers,
): NewSpec {
  const file = `specs/${shortName.toLowerCase()}/organisation.yaml`;
  return {
    file,
    names: name,
    text: text(root, file, "organisation", {
      kind: "Organisation",
      shortName,
      name,
      directoryName,
      ...(operator && { operator }),
    }),
  };
}
