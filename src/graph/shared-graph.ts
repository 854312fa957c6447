import { statSync, utimesSync, writeFileSync } from "node:fs";
import { Traffic } from "./batch/traffic";
import type { TokenSource } from "./http/token";

type Env = Readonly<Record<string, string | undefined>>;

/** Holds back whoever would ask while Graph wants to be left alone. */
export interface ThrottleGate {
  /** How long to wait before the next request. */
  waitMs(): number;
  /** Graph wants no request for so long. */
  pause(ms: number): void;
}

/** What all clients of a run over many organisations have in common: whoever is throttled, all wait; one sign-in does for all. */
export interface SharedGraph {
  readonly gate: ThrottleGate;
  readonly traffic: Traffic;
  /** The tokens of an identity, which is named by all that tells it from others. */
  tokens(identity: readonly unknown[], make: () => TokenSource): TokenSource;
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
  const tokens = new Map<string, TokenSource>();
  const shared = known.get(file) ?? {
    gate: fileGate(file),
    traffic: new Traffic(),
    tokens: (identity, make) => {
      const key = JSON.stringify(identity);
      const source = tokens.get(key) ?? make();
      tokens.set(key, source);
      return source;
    },
  };
  known.set(file, shared);
  return shared;
}
