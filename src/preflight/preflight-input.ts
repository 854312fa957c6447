import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";

/** What preflight knows without asking the tenant. */
export interface PreflightInput {
  readonly tenant: Tenant;
  readonly model: OrganisationModel;
  readonly before: Inventory | undefined;
  /** Spec files with a part that could not be understood. */
  readonly broken: ReadonlySet<string>;
  readonly environmentTenantId: string | undefined;
  /** Whether the journal knows that a calendar has been there. */
  readonly wasMade: (address: string) => boolean;
  /** Whether the journal has any line of a calendar, also one of a run that died over it. */
  readonly wasTouched: (address: string) => boolean;
  /** The day on which the run is made: `2026-11-23`. */
  readonly today: string;
}
