import { statSync, utimesSync, writeFileSync } from "node:fs";
import type { GraphClient } from "./graph-client";
import type { ThrottleGate } from "./send-with-retries";

type Env = Readonly<Record<string, string | undefined>>;

/** What all organisations of a run have in common: whoever is throttled, all wait; one sign-in does for all, and their calls share batches. */
interface SharedGraph {
  readonly gate: ThrottleGate;
  /** The one client of an identity, which is named by all that tells it from others. All have the same end of the run. */
  client(identity: readonly unknown[], make: () => GraphClient): GraphClient;
}

/** A file's time is when Graph may be asked again: clients are in several processes, as the engine starts one for each organisation. */
export function fileGate(file: string, now: () => number = Date.now): ThrottleGate {
  const until = (): number => {
    try {
      return statSync(file).mtimeMs;
    } catch {
      return 0;
    }
  };
  return {
    waitMs: () => Math.max(0, until() - now()),
    pause: (ms) => {
      const later = now() + ms;
      if (later <= until()) return;
      writeFileSync(file, "", { mode: 0o600 });
      utimesSync(file, new Date(later), new Date(later));
    },
  };
}

/** Names the file by which the clients of one run know of each other's waits. Set by the command, for the processes of its engines. */
export const SIDE_BY_SIDE = "BOOKINGS_SIDE_BY_SIDE";

const known = new Map<string, SharedGraph>();

/** What this process shares, if it is part of a run over many organisations. */
export function sharedGraph(env: Env): SharedGraph | undefined {
  const file = env[SIDE_BY_SIDE];
  if (!file) return undefined;
  const clients = new Map<string, GraphClient>();
  const shared = known.get(file) ?? {
    gate: fileGate(file),
    client: (identity, make) => {
      const key = JSON.stringify(identity);
      const client = clients.get(key) ?? make();
      clients.set(key, client);
      return client;
    },
  };
  known.set(file, shared);
  return shared;
}
