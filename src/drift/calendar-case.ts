import type { BookingCalendar } from "../model/booking-calendar";
import type { Organisation } from "../model/organisation";
import type { Tenant } from "../model/tenant";
import type { Directory, SeenCalendar, Sighting } from "../model/tenant-facts";
import type { PersonKey } from "../plan/compare";
import type { Place } from "../problem/place";
import { type ProblemArgs, type ProblemCode, problem } from "../problem/problem";
import type { Finding, FindingKind } from "./finding";
import type { RecordedFacts } from "./recorded-facts";

/** What is the same for every calendar of an organisation. */
export interface Surroundings {
  readonly organisation: Organisation;
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

/** A calendar that a spec knows, and what a look at its address gave. */
export interface Watched {
  readonly wanted: BookingCalendar;
  readonly recorded: RecordedFacts | undefined;
  readonly sighting: Sighting;
}

/** A calendar that a finding may be about. */
export interface CalendarAbout extends Surroundings, Watched {
  readonly about: About;
  /** What most problems of it tell. */
  readonly args: { readonly calendar: string; readonly organisation: string };
}

/** One calendar with its three sides: what the spec wants, what the state holds, what the tenant has. */
export interface CalendarCase extends Omit<CalendarAbout, "recorded" | "sighting"> {
  readonly recorded: RecordedFacts;
  readonly seen: SeenCalendar;
}

/** What a finding is about: a calendar, a policy, or the organisation as a whole. */
export interface About extends Pick<Finding, "calendar" | "policy"> {
  readonly organisation: Pick<Organisation, "stack">;
}

/** A finding about something. */
export function finding<C extends ProblemCode>(
  kind: FindingKind,
  { organisation, ...subject }: About,
  code: C,
  args: ProblemArgs<C>,
  at: Place,
): Finding {
  return { kind, organisation: organisation.stack, ...subject, problem: problem(code, args, at) };
}
