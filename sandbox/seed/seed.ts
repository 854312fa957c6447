import Ajv from "ajv";
import { InputError, readInput } from "../base/input";
import { enums } from "../model/generated/enums";
import { roleDefinitions } from "../records/role";
import { mailboxKinds } from "../records/user";
import { readSettings, type Settings } from "../store/settings";

/** A JSON Schema, with the type of what it lets through. */
interface Schema<T> {
  readonly holds?: T;
}
type Held<S> = S extends Schema<infer T> ? T : never;

const schema = <T>(given: object): Schema<T> => given;
const oneOf = <const W extends readonly string[]>(words: W) => schema<W[number]>({ enum: words });
const listOf = <T>(items: Schema<T>) => schema<readonly T[]>({ type: "array", items });

type Properties = Readonly<Record<string, Schema<unknown>>>;

function object<P extends Properties, R extends keyof P = never>(properties: P, required: readonly R[] = []) {
  type Needed = { readonly [Name in R]: Held<P[Name]> };
  type Others = { readonly [Name in Exclude<keyof P, R>]?: Held<P[Name]> };
  return schema<Needed & Others>({ type: "object", properties, required, additionalProperties: false });
}

const text = schema<string>({ type: "string", minLength: 1 });
const anyText = schema<string>({ type: "string" });
const flag = schema<boolean>({ type: "boolean" });
const count = schema<number>({ type: "integer", minimum: 0 });
const guid = schema<string>({ type: "string", pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" });
const address = schema<string>({ type: "string", pattern: "^[^@\\s]+@[^@\\s]+$" });

const staff = object(
  {
    address: text,
    displayName: text,
    role: oneOf(Object.keys(enums["bookingStaffRole"] ?? {})),
    status: oneOf(Object.keys(enums["bookingStaffMembershipStatus"] ?? {})),
  },
  ["address", "role"],
);

const appointment = object(
  { start: text, end: text, customer: text, customerEmail: text, service: text, staff: listOf(text) },
  ["start", "end"],
);

/** An appointment that exists already. */
export type SeedAppointment = Held<typeof appointment>;

const calendar = object(
  {
    displayName: text,
    address: text,
    email: text,
    phone: anyText,
    businessType: anyText,
    published: flag,
    staff: listOf(staff),
    appointments: listOf(appointment),
  },
  ["displayName"],
);

/** A calendar that exists already. */
export type SeedCalendar = Held<typeof calendar>;

const licence = object({ sku: text, disabledPlans: listOf(text) }, ["sku"]);

/** A licence by its part number, with names of the plans that are off. */
export type SeedLicence = Held<typeof licence>;

const group = object(
  {
    // where something names the group by its id; any otherwise
    id: guid,
    displayName: text,
    description: text,
    organisation: text,
    // addresses
    members: listOf(text),
    licences: listOf(licence),
  },
  ["displayName"],
);

/** A security group, in the unit of an organisation or in none. */
export type SeedGroup = Held<typeof group>;

const subscription = object(
  { sku: text, enabled: count, warning: count, suspended: count, lockedOut: count },
  ["sku", "enabled"],
);

/** How many units of a licence the tenant has bought. */
export type SeedSubscription = Held<typeof subscription>;

const user = object(
  {
    address,
    displayName: text,
    organisation: text,
    // where it differs from the address; two people may have the same
    mail: address,
    mailbox: oneOf(mailboxKinds),
    // “forbidden”: no one is shown them
    mailboxSettings: oneOf(["readable", "forbidden"]),
    // in the whole tenant
    roles: listOf(oneOf(Object.keys(roleDefinitions) as (keyof typeof roleDefinitions)[])),
    enabled: flag,
    guest: flag,
    aliases: listOf(text),
    licences: listOf(licence),
    deleted: flag,
  },
  ["address"],
);

/** A person or a mailbox. */
export type SeedUser = Held<typeof user>;

const organisation = object({ shortName: text, operator: text }, ["shortName"]);

/** An organisation: an administrative unit, and an account that runs its calendars. */
export type SeedOrganisation = Held<typeof organisation>;

const seedSchema = object({
  tenant: object({ tenantId: guid, domain: text, initialDomain: text }),
  // checked by their own table
  settings: schema<Partial<Settings>>({ type: "object" }),
  organisations: listOf(organisation),
  users: listOf(user),
  calendars: listOf(calendar),
  groups: listOf(group),
  // bought units; of licences that are not named there are plenty
  subscriptions: listOf(subscription),
  // bulk for tests of scale; the same numbers give the same tenant
  generate: object({ users: count, calendars: count, staffPerCalendar: count }),
});

/** A tenant to begin with, as written in a seed file. */
export type Seed = Held<typeof seedSchema>;

const validate = new Ajv({ allErrors: true, strict: false }).compile<Seed>(seedSchema);

/** A seed from outside; what is unknown or of the wrong kind is named. */
export function checkSeed(input: unknown): Seed {
  if (!validate(input)) {
    const sentences = (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = "additionalProperty" in params ? `: ${params["additionalProperty"]}` : "";
      return `${instancePath || "/"} ${message}${extra}`;
    });
    throw new InputError(`The seed cannot be used. ${sentences.join("; ")}.`);
  }
  readSettings(input.settings);
  return input;
}

/** A seed, or a file of one, YAML or JSON. */
export function openSeed(given: Seed | string = {}): Seed {
  return checkSeed(typeof given === "string" ? readInput(given, "seed") : given);
}
