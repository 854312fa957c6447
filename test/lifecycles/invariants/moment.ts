import type { Snapshot } from "../../providers/sandbox-tenant";
import type { KeptResource, Outcome } from "../lifecycle-engine";
import type { CalendarSpec } from "../lifecycle-specs";
import type { LoggedRequest, StaffRow } from "../lifecycle-tenant";

/** The tenant and the state at one time. */
export interface Sight {
  readonly calendars: readonly Snapshot[];
  readonly resources: ReadonlyMap<string, KeptResource>;
  /** Staff with the ids of their rows, by the calendar's address in lower case. */
  readonly rows: ReadonlyMap<string, readonly StaffRow[]>;
}

/** One command of a lifecycle, with all that invariants look at. */
export interface Moment {
  readonly command: "preview" | "up" | "destroy";
  readonly before: Sight;
  readonly after: Sight;
  /** What was asked of Graph in between. */
  readonly log: readonly LoggedRequest[];
  readonly outcome: Outcome;
  readonly specs: readonly (CalendarSpec | undefined)[];
  /** Addresses, in lower case, of calendars that someone made in the web app. */
  readonly foreign: ReadonlySet<string>;
  /** Whether answers may have been lost. */
  readonly isDisturbed: boolean;
}

/** Says what is wrong at a moment, in sentences; nothing when the invariant holds. */
export interface Invariant {
  readonly id: string;
  readonly findings: (moment: Moment) => readonly string[];
}

/** The requests that changed something. */
export const writesOf = ({ log }: Moment): readonly LoggedRequest[] =>
  log.filter(({ effect }) => effect === "write");

/** Which calendar a request is about: its address in lower case, or nothing. */
export function calendarOf({ path }: Pick<LoggedRequest, "path">): string | undefined {
  const [, id] = /\/bookingBusinesses\/([^/?]+)/i.exec(path) ?? [];
  return id === undefined ? undefined : decodeURIComponent(id).toLowerCase();
}

/** The address of a resource, in lower case. */
export const standsAt = ({ outputs }: KeptResource): string => outputs.live.actualAddress.toLowerCase();
