import Ajv from "ajv";
import { InputError, readInput } from "../base/input";
import type { roleDefinitions } from "../records/role";
import type { MailboxKind } from "../records/user";
import type { Settings } from "../store/settings";
import { readSettings } from "../store/settings";
import { seedSchema } from "./seed-schema";

/** A tenant to begin with, as written in a seed file. */
export interface Seed {
  readonly tenant?: { readonly tenantId?: string; readonly domain?: string; readonly initialDomain?: string };
  readonly settings?: Partial<Settings>;
  readonly organisations?: readonly SeedOrganisation[];
  readonly users?: readonly SeedUser[];
  readonly calendars?: readonly SeedCalendar[];
  readonly groups?: readonly SeedGroup[];
  /** Bought units; of licences that are not named there are plenty. */
  readonly subscriptions?: readonly SeedSubscription[];
  /** Bulk for tests of scale; the same numbers give the same tenant. */
  readonly generate?: {
    readonly users?: number;
    readonly calendars?: number;
    readonly staffPerCalendar?: number;
  };
}

/** An organisation: an administrative unit, and an account that runs its calendars. */
export interface SeedOrganisation {
  readonly shortName: string;
  readonly operator?: string;
}

/** A person or a mailbox. */
export interface SeedUser {
  readonly address: string;
  readonly displayName?: string;
  readonly organisation?: string;
  /** Where it differs from the address; two people may have the same. */
  readonly mail?: string;
  readonly mailbox?: MailboxKind;
  /** `forbidden`: no one is shown them. */
  readonly mailboxSettings?: "readable" | "forbidden";
  /** Directory roles in the whole tenant. */
  readonly roles?: readonly (keyof typeof roleDefinitions)[];
  readonly enabled?: boolean;
  readonly guest?: boolean;
  readonly aliases?: readonly string[];
  readonly licences?: readonly SeedLicence[];
  readonly deleted?: boolean;
}

/** A licence by its part number, with names of the plans that are off. */
export interface SeedLicence {
  readonly sku: string;
  readonly disabledPlans?: readonly string[];
}

/** How many units of a licence the tenant has bought. */
export interface SeedSubscription {
  readonly sku: string;
  readonly enabled: number;
  readonly warning?: number;
  readonly suspended?: number;
  readonly lockedOut?: number;
}

/** A security group, in the unit of an organisation or in none. */
export interface SeedGroup {
  /** Where something names the group by its id; any otherwise. */
  readonly id?: string;
  readonly displayName: string;
  readonly description?: string;
  readonly organisation?: string;
  /** Addresses. */
  readonly members?: readonly string[];
  readonly licences?: readonly SeedLicence[];
}

/** A calendar that exists already. */
export interface SeedCalendar {
  readonly displayName: string;
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly businessType?: string;
  readonly published?: boolean;
  readonly staff?: readonly {
    readonly address: string;
    readonly role: string;
    readonly status?: string;
    readonly displayName?: string;
  }[];
  readonly appointments?: readonly SeedAppointment[];
}

/** An appointment that exists already. */
export interface SeedAppointment {
  readonly start: string;
  readonly end: string;
  readonly customer?: string;
  readonly customerEmail?: string;
  readonly service?: string;
  readonly staff?: readonly string[];
}

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

/** A seed file, YAML or JSON. */
export function readSeedFile(file: string): Seed {
  return checkSeed(readInput(file, "seed"));
}
