import type { BookingCalendar } from "./booking-calendar";
import type { Organisation } from "./organisation";
import type { Tenant } from "./tenant";
import type { UserPolicy } from "./user-policy";

/** One organisation with all that it has. */
export interface OrganisationModel {
  readonly organisation: Organisation;
  /** Sorted by name. */
  readonly calendars: readonly BookingCalendar[];
  /** Sorted by name. */
  readonly policies: readonly UserPolicy[];
  /** Calendars in use of other organisations whose addresses begin with this one's short name: adopted ones keep theirs. */
  readonly namedAlike?: readonly BookingCalendar[];
}

/** Everything that the specs ask for. */
export interface Estate {
  readonly tenant: Tenant;
  /** Sorted by stack. */
  readonly organisations: readonly OrganisationModel[];
}

/** Where a calendar or policy lives: its organisation's short name and the tenant's domain. */
export interface Home {
  readonly shortName: string;
  readonly domain: string;
}
