import type { GraphClient } from "../graph/graph-client";
import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type { Inventory } from "../plan/inventory";
import { type Problem, problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { isAbsent, lookAtCalendar } from "../tenant/calendars";
import { groupsNamed } from "../tenant/groups";
import { listByName } from "../tenant/list-calendars";
import { type KnownAccounts, lookAtPeople } from "../tenant/people";
import { policyFacts, policyGroup } from "../tenant/policies";
import { type Occupant, occupants, peopleOn, standings } from "../tenant/whose";

export type { Occupant };

const asking =
  <Asked extends unknown[], Answer>(
    graph: () => GraphClient,
    ask: (client: GraphClient, ...asked: Asked) => Promise<Answer>,
  ) =>
  (...asked: Asked): Promise<Answer> =>
    ask(graph(), ...asked);

/**
 * What preflight asks of the tenant, through a client that is opened at the first question. Every answer is a fact; what
 * cannot be found out is thrown, never guessed.
 */
export function viewThrough(graph: () => GraphClient) {
  return {
    /** Whether nothing answers at a calendar's address: no calendar (a confirmed 404) and no account in the directory. */
    isConfirmedAbsent: async (address: string) => isAbsent(await lookAtCalendar(graph(), { address })),
    listed: asking(graph, listByName),
    standings: asking(graph, standings),
    occupants: asking(graph, occupants),
    peopleOn: asking(graph, peopleOn),
    /**
     * Looks up addresses in the directory, all with the fewest requests. Keyed by the address asked for. Of those who stay
     * where they were only the account is asked for, neither the mailbox nor whose name is alike. The attribute is the one
     * that holds someone's organisation. Of those who stay some accounts may be known.
     */
    lookUp: (
      members: readonly Address[],
      others: readonly Address[] = [],
      attribute: Tenant["organisationAttribute"] = "companyName",
      known: KnownAccounts = new Map(),
    ) => {
      // who is new somewhere is looked for in every way, and so is their mailbox
      const staying = new Map([...known].filter(([address]) => !members.includes(address as Address)));
      const more = { withBookings: true, withLikely: true };
      return lookAtPeople(graph(), { members, others, attribute, known: staying, ...more });
    },
  };
}

export type PreflightView = ReturnType<typeof viewThrough>;

/** Preflight's questions about policies, asked in the same way. */
export function policyView(graph: () => GraphClient) {
  return {
    /** Whether the directory has no group of that name. */
    isGroupAbsent: async (displayName: string) => (await groupsNamed(graph(), displayName)).length === 0,
    group: asking(graph, policyGroup),
    facts: asking(graph, policyFacts),
  };
}

export type PolicyView = ReturnType<typeof policyView>;

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

/** The problem of an environment that points at another tenant than the specs. */
export function tenantOfEnvironment({
  tenant,
  environmentTenantId,
}: Pick<PreflightInput, "tenant" | "environmentTenantId">): Problem[] {
  if (!environmentTenantId || environmentTenantId.toLowerCase() === tenant.tenantId.toLowerCase()) return [];
  const args = { environment: environmentTenantId, specs: tenant.tenantId };
  return [problem("tenant-of-environment-differs", args, tenant.placeOf("/tenantId"))];
}

/**
 * The problems of a question that could not be put at all. Who cannot sign in has that problem, and not one with what was
 * to be asked.
 */
export function lookupFailure(error: unknown, otherwise: (reason: string) => Problem): readonly Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return error.problems;
  return [otherwise(error instanceof Error ? error.message : String(error))];
}
