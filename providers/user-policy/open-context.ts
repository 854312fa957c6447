import type { BatchWindow } from "../../src/graph/batch/batcher";
import { Traffic } from "../../src/graph/batch/traffic";
import type { GraphClient } from "../../src/graph/graph-client";
import type { GraphLog } from "../../src/graph/graph-log";
import { abortableSleep } from "../../src/graph/http/abortable-sleep";
import { hasIdentity, type IdentityName, openGraph } from "../../src/graph/open-graph";
import type { Records } from "../../src/records/open-records";
import { type OneOrganisation, oneOrganisation, recordsOfOne } from "../one-organisation";
import type { PolicyContext } from "./policy-context";
import { takingTurns } from "./turns";

/** A quarter of an hour: a group of thousands is usually done by then, and a pipeline's job is not yet over. */
const PATIENCE_MS = 15 * 60_000;

/** Where a context gets its facts from. */
export interface PolicyContextSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly groupName: PolicyContext["groupName"];
  readonly stillWanted: () => boolean;
  readonly records: Records;
  readonly tell: (text: string) => void;
  readonly log?: GraphLog;
  readonly window?: BatchWindow;
  readonly now?: () => number;
  /** Waits of the client and of the handlers; tests do not wait. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly patienceMs?: number;
  /** Whose policies they are; by default whoever's come first. */
  readonly only?: OneOrganisation;
}

/** A context on the real client: one client for each identity, so that their calls share batches. */
export function openPolicyContext(source: PolicyContextSource): PolicyContext {
  const clients = new Map<string, GraphClient>();
  const traffic = new Traffic();
  const client = (identity: IdentityName): GraphClient => {
    const key = JSON.stringify(identity).toLowerCase();
    const made = clients.get(key) ?? openGraph({ ...source, traffic, identity });
    clients.set(key, made);
    return made;
  };
  const only = source.only ?? oneOrganisation();
  return {
    writer: (organisation) => {
      only.assert(organisation);
      return client({ directoryOperatorOf: organisation });
    },
    reader: (organisation) => {
      only.assert(organisation);
      return client(hasIdentity("observer", source.env) ? "observer" : { directoryOperatorOf: organisation });
    },
    tenantId: source.env["BOOKINGS_TENANT_ID"],
    groupName: source.groupName,
    records: recordsOfOne(only, source.records),
    inTurn: takingTurns(),
    now: source.now ?? Date.now,
    sleep: source.sleep ?? ((ms) => abortableSleep(ms)),
    tell: source.tell,
    patienceMs: source.patienceMs ?? PATIENCE_MS,
  };
}
