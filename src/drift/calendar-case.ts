import type { BookingCalendar } from "../model/booking-calendar";
import type { Organisation } from "../model/organisation";
import type { Tenant } from "../model/tenant";
import type { Directory, SeenCalendar } from "../model/tenant-facts";
import type { PersonKey } from "../plan/compare";
import type { Place } from "../problem/place";
import { type ProblemArgs, type ProblemCode, problem } from "../problem/problem";
import type { Finding, FindingKind } from "./finding";
import type { RecordedFacts } from "./recorded-facts";

/** One calendar with its three sides: what the spec wants, what the state holds, what the tenant has. */
export interface CalendarCase {
  readonly organisation: Organisation;
  readonly wanted: BookingCalendar;
  readonly recorded: RecordedFacts;
  readonly seen: SeenCalendar;
  readonly directory: Directory;
  readonly keyOf: PersonKey;
  /** The tenant's present role for viewers. */
  readonly viewerRole: string;
  /** Whether people of other organisations may be on calendars. */
  readonly otherOrganisations: Tenant["otherOrganisations"];
  /** The domain of the people that specs may name. */
  readonly domain: string;
  /** Accounts that make calendars: on the staff, and no one's members. */
  readonly operators: ReadonlySet<string>;
  /** The one of them that works on this organisation's calendars now. */
  readonly operator: string | undefined;
}

/** A finding about a calendar. */
export function finding<C extends ProblemCode>(
  kind: FindingKind,
  about: { readonly organisation: Pick<Organisation, "stack">; readonly calendar?: string },
  code: C,
  args: ProblemArgs<C>,
  at: Place,
): Finding {
  const { organisation, calendar } = about;
  return {
    kind,
    organisation: organisation.stack,
    ...(calendar !== undefined && { calendar }),
    problem: problem(code, args, at),
  };
}
