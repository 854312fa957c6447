import type { BatchWindow } from "../src/graph/batch/batcher";
import { Traffic } from "../src/graph/batch/traffic";
import type { GraphClient } from "../src/graph/graph-client";
import { abortableSleep, type GraphLog } from "../src/graph/http/traffic-log";
import { hasIdentity, type IdentityName, openGraph } from "../src/graph/open-graph";
import { noLimits, RunBudget } from "../src/plan/run-budget";
import type { Records } from "../src/records/open-records";
import { type OneOrganisation, oneOrganisation, recordsOfOne } from "./one-organisation";

/** What the contexts of all handlers are made from. */
export interface ClientSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stillWanted: () => boolean;
  readonly records: Records;
  readonly log?: GraphLog;
  readonly window?: BatchWindow;
  /** Waits of the client and of the handlers; tests do not wait. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** How much the run may take away; without it, tests only, all it wants. */
  readonly budget?: RunBudget;
  /** Whose calendars and policies they are; by default whoever's come first. */
  readonly only?: OneOrganisation;
}

/** What every context has of it. */
export interface Clients {
  reader(organisation: string): GraphClient;
  writer(organisation: string): GraphClient;
  /** Who deletes calendars, where such an identity is configured. */
  deleter(organisation: string): GraphClient | undefined;
  readonly tenantId: string | undefined;
  readonly records: Records;
  readonly sleep: (ms: number) => Promise<void>;
  /** How much the run may take away. */
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
    budget: source.budget ?? new RunBudget(noLimits),
  };
}
