import type { GraphClient } from "../graph/graph-client";
import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import type { LookedUp } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";
import type { Problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { isAbsent, lookAtCalendar } from "../tenant/calendars";
import { type Listed, listByName } from "../tenant/list-calendars";
import { type KnownAccounts, lookAtPeople } from "../tenant/people";
import { type Occupant, occupants, peopleOn, type Standing, standings, type Wanted } from "../tenant/whose";

export type { Occupant };

/** What preflight may ask of the tenant. Every answer is a fact; what cannot be found out is thrown, never guessed. */
export interface PreflightView {
  /** Whether nothing answers at a calendar's address: no calendar (a confirmed 404) and no account in the directory. */
  isConfirmedAbsent(address: string): Promise<boolean>;
  /** How calendars stand, with their patients counted. Keyed by address. */
  standings(calendars: readonly Wanted[]): Promise<ReadonlyMap<string, Standing>>;
  /** Who is on calendars, in lower case, with their roles in Graph's words. Keyed by address; without those that could not be read. */
  peopleOn(
    calendars: readonly Pick<Wanted, "address">[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /** Who has the addresses of calendars that are to be made. Keyed by address; no one only by a confirmed 404. */
  occupants(calendars: readonly Wanted[]): Promise<ReadonlyMap<string, Occupant>>;
  /** The calendars that lists by a short name show. Absence from them proves nothing. */
  listed(shortName: string): Promise<Listed>;
  /**
   * Looks up addresses in the directory, all with the fewest requests. Keyed by the address asked for. Of those who stay
   * where they were only the account is asked for, neither the mailbox nor whose name is alike. The attribute is the one
   * that holds someone's organisation. Of those who stay some accounts may be known.
   */
  lookUp(
    addresses: readonly Address[],
    staying?: readonly Address[],
    attribute?: Tenant["organisationAttribute"],
    known?: KnownAccounts,
  ): Promise<ReadonlyMap<string, LookedUp>>;
}

/** Preflight's questions, asked through a client that is opened at the first of them. */
export function viewThrough(graph: () => GraphClient): PreflightView {
  return {
    isConfirmedAbsent: async (address) => isAbsent(await lookAtCalendar(graph(), { address })),
    listed: (shortName) => listByName(graph(), shortName),
    standings: (calendars) => standings(graph(), calendars),
    lookUp: (members, others = [], attribute = "companyName", known = new Map()) => {
      // who is new somewhere is looked for in every way, and so is their mailbox
      const staying = new Map([...known].filter(([address]) => !members.includes(address as Address)));
      const more = { withBookings: true, withLikely: true };
      return lookAtPeople(graph(), { members, others, attribute, known: staying, ...more });
    },
    occupants: (calendars) => occupants(graph(), calendars),
    peopleOn: (calendars) => peopleOn(graph(), calendars),
  };
}

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
  /** Whether the last that the journal tells of a calendar is that it was created, or may have been. */
  readonly wasBegun: (address: string) => boolean;
  /** Whether the journal knows that a calendar was closed in place, and only awaits its removal. */
  readonly wasClosed: (address: string) => boolean;
  /** The day on which the run is made: `2026-11-23`. */
  readonly today: string;
}

/**
 * The problems of a question that could not be put at all. Who cannot sign in has that problem, and not one with what was
 * to be asked.
 */
export function lookupFailure(error: unknown, otherwise: (reason: string) => Problem): readonly Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return error.problems;
  return [otherwise(error instanceof Error ? error.message : String(error))];
}
