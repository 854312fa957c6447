import type { OrganisationSpec } from "../spec/generated/organisation-spec";
import type { Address } from "./address";
import type { Deletion } from "./booking-calendar";
import type { Sourced } from "./sourced";
import type { TrustedJobs } from "./tenant";

/** Leave to exceed a limit, until a day, for a reason. */
export type LimitOverride = Readonly<NonNullable<OrganisationSpec["limitOverrides"]>[number]>;

type Written = Readonly<
  Pick<OrganisationSpec, "shortName" | "name" | "directoryName" | "helpdesk" | "guidance">
>;

/** One NHS body: a folder of specs, a stack, and the first part of all its addresses. */
export interface Organisation extends Sourced, Written {
  /** Short name in lower case: the folder under specs/ and the name of the stack. */
  readonly stack: string;
  /** The service account that makes its calendars. Never counts as an admin. */
  readonly operator?: Address;
  /** Whose jobs may sign in as its directory operator. */
  readonly pipelines: TrustedJobs;
  /** The folder below specs/ in which it was found. The rules see to it that this is the stack. */
  readonly folder: string;
  readonly limitOverrides: readonly LimitOverride[];
  readonly status: "active" | "deleted";
  readonly deletion?: Pick<Deletion, "confirm" | "reason">;
}
