import type { Business } from "../../src/graph/resources/businesses";
import type { StaffMember } from "../../src/graph/resources/staff";

/** A calendar that is about to be deleted, as it is in the tenant. */
export interface Doomed {
  readonly business: Business;
  readonly rows: readonly StaffMember[];
  /** What Graph told, for the backup. */
  readonly told: { readonly business: unknown; readonly staff: unknown; readonly services: unknown };
  readonly booked: number;
}
