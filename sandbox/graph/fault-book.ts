import { wildcard } from "../base/input";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import type { Fault } from "./fault-rule";
import { type FaultRule, isOfAuthority } from "./fault-rule";

interface Armed {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  readonly random: () => number;
  seen: number;
  fired: number;
}

function refusal(rule: FaultRule): GraphFault | undefined {
  const seconds = rule.retryAfter ?? 1;
  const headers: Record<string, string> = seconds > 0 ? { "Retry-After": String(seconds) } : {};
  switch (rule.kind) {
    case "429":
      return new GraphFault(429, "TooManyRequests", "Too many requests. Please retry later.", headers);
    case "503":
      return new GraphFault(503, "ServiceUnavailable", "The service is temporarily unavailable.", headers);
    case "504":
      return new GraphFault(504, "GatewayTimeout", "The gateway did not receive a timely response.");
    case "500":
      return graphFaults.unknownError();
    default:
      return undefined;
  }
}

/** The faults that are armed, and how far each has got. */
export class FaultBook {
  #armed: Armed[] = [];

  constructor(rules: readonly FaultRule[] = []) {
    for (const rule of rules) this.add(rule);
  }

  add(rule: FaultRule): void {
    const random = seededRandom(rule.seed ?? Math.floor(Math.random() * 2 ** 31));
    this.#armed.push({ rule, pattern: wildcard(rule.operation), random, seen: 0, fired: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  list(): { rule: FaultRule; seen: number; fired: number }[] {
    return this.#armed.map(({ rule, seen, fired }) => ({ rule, seen, fired }));
  }

  /** What happens to the request that comes now; counts it. Rules for the authority are for it alone, the others for Graph. */
  next(operation: string, method: string, path: string): Fault | undefined {
    if (this.#armed.length === 0) return undefined;
    for (const armed of this.#armed) {
      if (isOfAuthority(armed.rule.operation) !== isOfAuthority(operation)) continue;
      if (!armed.pattern.test(operation) && !armed.pattern.test(`${method} ${path}`)) continue;
      armed.seen += 1;
      if (!due(armed)) continue;
      armed.fired += 1;
      const fault = refusal(armed.rule);
      const delay = armed.rule.kind === "slow" ? (armed.rule.delay ?? 1000) : 0;
      return { kind: armed.rule.kind, delay, ...(fault ? { fault } : {}) };
    }
    return undefined;
  }
}

function due({ rule, seen, fired, random }: Armed): boolean {
  // Draw for every request seen, so that a seed gives the same picks whatever else is set.
  const drawn = rule.probability === undefined || random() < rule.probability;
  const limit = rule.times ?? (rule.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
  if (fired >= limit) return false;
  return drawn && seen >= (rule.nth ?? 1);
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A request that waits until someone lets it go. */
export interface Held {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
}

/** Stops the tenant at a request: that one waits for its answer, and all that come later wait to be looked at. */
export class Gate {
  #held: Held | undefined;
  #waiting = 0;
  #open: Promise<void> = Promise.resolve();
  #release = (): void => {};

  /** What waits, and how many came after it. */
  state(): { held: { method: string; path: string } | null; waiting: number } {
    return { held: this.#held ? { ...this.#held } : null, waiting: this.#waiting };
  }

  /** Whether a request would have to wait. */
  get closed(): boolean {
    return this.#held !== undefined;
  }

  /** Resolves when nothing is held. */
  async passed(): Promise<void> {
    while (this.#held) {
      this.#waiting += 1;
      await this.#open;
      this.#waiting -= 1;
    }
  }

  /** Stops everything until the release. */
  hold(held: Held): Promise<void> {
    if (!this.#held) {
      this.#held = held;
      this.#open = new Promise((resolve) => {
        this.#release = resolve;
      });
    }
    return this.#open;
  }

  /** Lets go of what is held. */
  release(): void {
    this.#held = undefined;
    this.#release();
  }
}
