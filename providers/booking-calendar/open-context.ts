import type { BatchWindow } from "../../src/graph/batch/batcher";
import { Traffic } from "../../src/graph/batch/traffic";
import type { GraphClient } from "../../src/graph/graph-client";
import type { GraphLog } from "../../src/graph/graph-log";
import { abortableSleep } from "../../src/graph/http/abortable-sleep";
import { hasIdentity, type IdentityName, openGraph, operatorAddress } from "../../src/graph/open-graph";
import type { Records } from "../../src/records/open-records";
import { type OneOrganisation, oneOrganisation, recordsOfOne } from "../one-organisation";
import type { CalendarContext } from "./calendar-context";
import { newRunMemory } from "./run-memory";

/** Where a context gets its facts from. */
export interface ContextSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly localPart: CalendarContext["localPart"];
  readonly stillWanted: () => boolean;
  readonly records: Records;
  readonly now?: () => Date;
  readonly log?: GraphLog;
  readonly window?: BatchWindow;
  /** Waits of the client and of the handlers; tests do not wait. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Whose calendars they are; by default whoever's come first. */
  readonly only?: OneOrganisation;
}

/** A context on the real client: one client for each identity, so that their calls share batches. */
export function openContext(source: ContextSource): CalendarContext {
  const clients = new Map<string, GraphClient>();
  const traffic = new Traffic();
  const client = (identity: IdentityName): GraphClient => {
    const key = JSON.stringify(identity).toLowerCase();
    const known = clients.get(key);
    if (known) {
      return known;
    }
    const made = openGraph({ ...source, traffic, identity });
    clients.set(key, made);
    return made;
  };
  const operator = (organisation: string) => operatorAddress(organisation, source.env);
  const only = source.only ?? oneOrganisation();
  return {
    writer: (organisation) => {
      only.assert(organisation);
      return client({ operatorOf: organisation });
    },
    reader: (organisation) => {
      only.assert(organisation);
      return client(hasIdentity("observer", source.env) ? "observer" : { operatorOf: organisation });
    },
    operator: remembered(operator),
    tenantId: source.env["BOOKINGS_TENANT_ID"],
    localPart: source.localPart,
    memory: newRunMemory(),
    records: recordsOfOne(only, source.records),
    now: source.now ?? (() => new Date()),
    sleep: source.sleep ?? ((ms) => abortableSleep(ms)),
  };
}

/** The identities file is read once for each organisation. */
function remembered(
  find: (organisation: string) => string | undefined,
): (organisation: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (organisation) => {
    if (!known.has(organisation)) {
      known.set(organisation, find(organisation));
    }
    return known.get(organisation);
  };
}
