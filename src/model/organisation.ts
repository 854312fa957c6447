import type { Address } from "./address";
import type { Deletion } from "./booking-calendar";
import type { Sourced } from "./sourced";
import type { LimitName, TrustedJobs } from "./tenant";

/** Leave to exceed a limit, until a day, for a reason. */
export interface LimitOverride {
  readonly limit: LimitName;
  readonly number: number;
  readonly reason: string;
  /** The last day on which it counts: `2026-12-31`. */
  readonly expires: string;
}

/** Who users of an organisation ask for help. */
interface Helpdesk {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly hours?: string;
}

/** What an organisation's slides of guidance say and look like. */
interface Guidance {
  /** Path from the root folder. */
  readonly logo?: string;
  /** `#005EB8` */
  readonly colour?: string;
  readonly processes?: readonly {
    readonly text: string;
    readonly for?: readonly ("la" | "user" | "patient")[];
  }[];
}

/** One NHS body: a folder of specs, a stack, and the first part of all its addresses. */
export interface Organisation extends Sourced {
  /** As the addresses begin: `Leeds`. */
  readonly shortName: string;
  /** Short name in lower case: the folder under specs/ and the name of the stack. */
  readonly stack: string;
  /** Full name for people. */
  readonly name: string;
  /** What the tenant's organisation attribute holds for its users. */
  readonly directoryName: string;
  /** The service account that makes its calendars. Never counts as an admin. */
  readonly operator?: Address;
  readonly helpdesk?: Helpdesk;
  readonly guidance?: Guidance;
  /** Whose jobs may sign in as its directory operator. */
  readonly pipelines: TrustedJobs;
  /** The folder below specs/ in which it was found. The rules see to it that this is the stack. */
  readonly folder: string;
  readonly limitOverrides: readonly LimitOverride[];
  readonly status: "active" | "deleted";
  readonly deletion?: Pick<Deletion, "confirm" | "reason">;
}
