import type { BatchWindow } from "../src/graph/batch/batcher";
import { Traffic } from "../src/graph/batch/traffic";
import type { GraphClient } from "../src/graph/graph-client";
import { abortableSleep, type WaitLog } from "../src/graph/http/traffic-log";
import { hasIdentity, type IdentityName, openGraph } from "../src/graph/open-graph";
import { allLimits, RunBudget } from "../src/plan/run-budget";
import type { StepsToApply } from "../src/plan/steps-to-apply";
import type { Records } from "../src/records/open-records";
import { type OneOrganisation, oneOrganisation, recordsOfOne } from "./one-organisation";

/** What the contexts of all handlers are made from. */
export interface ClientSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stillWanted: () => boolean;
  readonly records: Records;
  readonly log?: WaitLog;
  readonly window?: BatchWindow;
  /** Waits of the client and of the handlers; tests do not wait. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** How much the run may take away; without it, in tests only, everything. */
  readonly budget?: RunBudget;
  /** Whose calendars and policies they are; by default of the organisation that is asked for first. */
  readonly only?: OneOrganisation;
  readonly reviewed?: StepsToApply | undefined;
}

/** What every context has of it: everything outside comes in here. */
export interface Clients {
  /** Who looks: the observer; where there is none, the organisation's operator. */
  reader(organisation: string): GraphClient;
  /** Who writes: the organisation's own operator. */
  writer(organisation: string): GraphClient;
  /** Who deletes calendars, where such an identity is configured; else the operator does, if it may. */
  deleter(organisation: string): GraphClient | undefined;
  /** The tenant that the environment names, where it does: no sign-in is tried for another. */
  readonly tenantId: string | undefined;
  /** What was reviewed: nothing else is done. Undefined under plain Pulumi. */
  readonly reviewed?: StepsToApply;
  /** Where everything that is done is noted, and what is deleted is kept. */
  readonly records: Records;
  /** Waits between looks at something that may appear late. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How much this run may take away from people. */
  readonly budget: RunBudget;
}

/** One client for each identity, so that their calls share batches. Where there is no observer, whoever writes reads too. */
export function clientsOf(source: ClientSource, writerOf: (organisation: string) => IdentityName): Clients {
  const clients = new Map<string, GraphClient>();
  const traffic = new Traffic();
  const only = source.only ?? oneOrganisation();
  const client = (organisation: string, identity: IdentityName): GraphClient => {
    only.assert(organisation);
    const key = JSON.stringify(identity).toLowerCase();
    const made = clients.get(key) ?? openGraph({ ...source, traffic, identity });
    clients.set(key, made);
    return made;
  };
  return {
    writer: (organisation) => client(organisation, writerOf(organisation)),
    reader: (organisation) =>
      client(organisation, hasIdentity("observer", source.env) ? "observer" : writerOf(organisation)),
    deleter: (organisation) =>
      hasIdentity("calendarDeleter", source.env) ? client(organisation, "calendarDeleter") : undefined,
    tenantId: source.env["BOOKINGS_TENANT_ID"],
    records: recordsOfOne(only, source.records),
    sleep: source.sleep ?? ((ms) => abortableSleep(ms)),
    ...(source.reviewed && { reviewed: source.reviewed }),
    budget: source.budget ?? new RunBudget(allLimits),
  };
}
