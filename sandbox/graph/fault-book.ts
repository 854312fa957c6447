import { InputError, wildcard } from "../base/input";
import { isJsonObject } from "../base/json";
import { permissionTable } from "../directory/permission-table";
import { GraphFault, graphFaults } from "../odata/graph-fault";

const authorityFaultKinds = ["429", "503", "504", "500", "slow", "cut-before", "cut-after"] as const;

const faultKinds = [...authorityFaultKinds, "cut-body", "stale-read", "hold-before", "hold-after"] as const;

/** What happens to one request. */
export interface Fault {
  readonly kind: (typeof faultKinds)[number];
  /** Thrown instead of running the operation. */
  readonly fault?: GraphFault;
  readonly delay: number;
}

/** When which fault happens. */
export interface FaultRule {
  /**
   * Name of the operation with `*` for any part, or `METHOD /path` likewise: `staffMember.*`, `POST *staffMembers*`. Those of
   * the authority begin with `authority.`, and no other rule is for them.
   */
  readonly operation: string;
  readonly kind: Fault["kind"];
  /** Only the nth matching request, from 1. */
  readonly nth?: number;
  /** Each matching request with that probability; with `seed` the same ones every time. */
  readonly probability?: number;
  readonly seed?: number;
  /** How often at most; without it and without `probability` once. */
  readonly times?: number;
  /** Seconds in Retry-After of 429 and 503; 0 leaves the header out. */
  readonly retryAfter?: number;
  /** Milliseconds of `slow`. */
  readonly delay?: number;
}

const numbers = ["nth", "probability", "seed", "times", "retryAfter", "delay"];

/** Whether an operation, or the rule for it, is of the authority and not of Graph. */
const isOfAuthority = (operation: string): boolean => operation.startsWith("authority.");

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
const isAmount = (value: number): boolean => value >= 0;

/** What a number can be, in words and as a test. */
const ranges: Readonly<Record<string, readonly [string, (value: number) => boolean]>> = {
  nth: ["a whole number from 1", isCount],
  times: ["a whole number from 1", isCount],
  probability: ["between 0 and 1", (value) => value >= 0 && value <= 1],
  retryAfter: ["0 or more", isAmount],
  delay: ["0 or more", isAmount],
};

/** A rule that could never happen is a mistake of whoever wrote it. */
function assertWithin(name: string, value: unknown): void {
  const [words, holds] = ranges[name] ?? [];
  if (holds && typeof value === "number" && !holds(value))
    throw new InputError(`The ${name} of a fault rule must be ${words}.`);
}

/** Operations that need no permission, and so stand in no row of the table. */
const open = ["batch", "metadata"];

/** A whole name must be one that there is; what has a `*` or a path in it may be for anything. */
function assertKnown(operation: string): void {
  if (isOfAuthority(operation) || /[*\s/]/.test(operation)) return;
  const known = [...Object.keys(permissionTable), ...open];
  if (known.some((name) => name.toLowerCase() === operation.toLowerCase())) return;
  const [thing = ""] = operation.toLowerCase().split(".");
  const near = known.filter((name) => name.toLowerCase().startsWith(thing.slice(0, 4)));
  const names = (near.length > 0 ? near : known).join(", ");
  throw new InputError(`There is no operation ${operation}. Known: ${names}.`);
}

/** A rule from outside; unknown members are refused. */
export function readFaultRule(input: unknown): FaultRule {
  if (!isJsonObject(input)) throw new InputError("A fault rule must be an object.");
  const kind = faultKinds.find((word) => word === String(input["kind"]));
  if (!kind) throw new InputError(`A fault rule needs a kind: ${faultKinds.join(", ")}.`);
  for (const [name, value] of Object.entries(input)) {
    if (name === "kind") continue;
    if (
      name === "operation" ? typeof value !== "string" : !numbers.includes(name) || typeof value !== "number"
    ) {
      throw new InputError(
        `A fault rule has no ${name} of that type. Known: operation, kind, ${numbers.join(", ")}.`,
      );
    }
    assertWithin(name, value);
  }
  assertKnown(String(input["operation"] ?? "*"));
  if (isOfAuthority(String(input["operation"])) && !authorityFaultKinds.some((one) => one === kind))
    throw new InputError(`The authority has no ${kind}. Known: ${authorityFaultKinds.join(", ")}.`);
  // Every member was checked above.
  return { operation: "*", ...input, kind } as FaultRule;
}

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

  state(): { held: { method: string; path: string } | null; waiting: number } {
    return { held: this.#held ? { ...this.#held } : null, waiting: this.#waiting };
  }

  get closed(): boolean {
    return this.#held !== undefined;
  }

  async passed(): Promise<void> {
    while (this.#held) {
      this.#waiting += 1;
      await this.#open;
      this.#waiting -= 1;
    }
  }

  hold(held: Held): Promise<void> {
    if (!this.#held) {
      this.#held = held;
      this.#open = new Promise((resolve) => {
        this.#release = resolve;
      });
    }
    return this.#open;
  }

  release(): void {
    this.#held = undefined;
    this.#release();
  }
}
