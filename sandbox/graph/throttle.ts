import type { Clock } from "../base/clock";
import type { Caller, Operation } from "../odata/call";
import { GraphFault } from "../odata/graph-fault";
import type { Settings } from "../store/settings";

const mostWindows = 10_000;
const seconds = 1000;

/** A number of units in a length of time for each key; counted in windows that begin with the first use. */
class Quota {
  readonly #windows = new Map<string, { readonly end: number; used: number }>();

  constructor(readonly length: number) {}

  /** Takes units. Answers 0, or when it would be too much the milliseconds until there are units again. */
  take(key: string, units: number, limit: number, now: number): number {
    const window = this.#window(key, now);
    if (window.used + units > limit) return window.end - now;
    window.used += units;
    return 0;
  }

  #window(key: string, now: number) {
    const found = this.#windows.get(key);
    if (found && found.end > now && found.end - now <= this.length) return found;
    if (this.#windows.size >= mostWindows) this.#windows.clear();
    const made = { end: now + this.length, used: 0 };
    this.#windows.set(key, made);
    return made;
  }
}

const concurrent = 4;
const perMailbox = 10_000;
const uploadPerMailbox = 150 * 1024 * 1024;
const directoryWrites = 3_000;
const perApplication = 2_000;

interface Metered {
  readonly caller: Caller;
  readonly operation: Operation;
  readonly mailbox: string | undefined;
  readonly selects: boolean;
  readonly uploaded: number;
}

/**
 * Graph's limits: requests at once, in ten minutes, and bytes in five minutes to a mailbox; units and writes of the
 * directory; and all requests in a second.
 */
export class Throttle {
  readonly #running = new Map<string, number>();
  readonly #mailboxes = new Quota(600 * seconds);
  readonly #uploads = new Quota(300 * seconds);
  readonly #units = new Quota(10 * seconds);
  readonly #writes = new Quota(150 * seconds);
  readonly #applications = new Quota(seconds);

  constructor(
    readonly settings: Settings,
    readonly clock: Clock,
    readonly countUsers: () => number,
  ) {}

  /** Counts a request to a mailbox; call the result when it is answered. */
  enter(appId: string, mailbox: string): () => void {
    const key = `${appId} ${mailbox}`;
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    return () => {
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left <= 0) this.#running.delete(key);
      else this.#running.set(key, left);
    };
  }

  /** Refuses a request beyond a limit; items of a batch count as requests, but not as running at once. */
  assertWithin(request: Metered, alone: boolean): void {
    if (!this.settings.throttling || request.caller.kind === "portal") return;
    if (request.operation.workload === "directory") this.#assertDirectory(request);
    const { appId } = request.caller;
    if (request.mailbox !== undefined)
      this.#assertMailbox(`${appId} ${request.mailbox}`, alone, request.uploaded);
    // The limit that holds for all of Graph.
    const wait = this.#take(this.#applications, appId, 1, perApplication);
    if (wait > 0) throw refusal("Too many requests", "TooManyRequests", wait);
  }

  #take(quota: Quota, key: string, units: number, full: number): number {
    return quota.take(key, units, (full * this.settings.quotaPercent) / 100, this.clock.now());
  }

  #assertMailbox(key: string, alone: boolean, uploaded: number): void {
    if (alone && (this.#running.get(key) ?? 0) > concurrent) throw mailboxConcurrency();
    const wait = this.#take(this.#mailboxes, key, 1, perMailbox);
    if (wait > 0) throw overMailbox("request", wait);
    const uploadWait = uploaded > 0 ? this.#take(this.#uploads, key, uploaded, uploadPerMailbox) : 0;
    if (uploadWait > 0) throw overMailbox("upload", uploadWait);
  }

  #assertDirectory({ caller, operation, selects }: Metered): void {
    const writes = operation.method !== "GET";
    const units = resourceUnits(operation, selects);
    const wait = this.#take(this.#units, caller.appId, units, unitLimit(this.countUsers()));
    const writeWait = writes ? this.#take(this.#writes, caller.appId, 1, directoryWrites) : 0;
    if (wait === 0 && writeWait === 0) return;
    throw refusal("Too many requests", "TooManyRequests", Math.max(wait, writeWait), {
      "x-ms-throttle-scope": `Tenant_Application/${writes ? "Write" : "ReadWrite"}/${caller.appId}`,
      "x-ms-throttle-information": writeWait > 0 ? "WriteLimitExceeded" : "ResourceUnitLimitExceeded",
      "x-ms-resource-unit": String(units),
    });
  }
}

/** Units per ten seconds for a tenant with this number of users. */
function unitLimit(users: number): number {
  if (users < 50) return 3_500;
  return users <= 500 ? 5_000 : 8_000;
}

function refusal(message: string, code: string, wait: number, more: Record<string, string> = {}): GraphFault {
  return new GraphFault(429, code, message, { "Retry-After": String(Math.ceil(wait / seconds)), ...more });
}

function overMailbox(what: "request" | "upload", wait: number): GraphFault {
  return refusal(`Application is over its ${what} limit for the mailbox.`, "ApplicationThrottled", wait);
}

/** What operations of the directory cost, where it is not 1. */
const units: Readonly<Record<string, number>> = {
  "user.list": 2,
  "subscribedSku.list": 3,
  "group.listMembers": 3,
  "licenseDetails.list": 2,
};

/** Resource units of a request to the directory; a selection makes reading cheaper. */
function resourceUnits(operation: Operation, selects: boolean): number {
  const cost = units[operation.name] ?? 1;
  return selects && operation.method === "GET" ? Math.max(1, cost - 1) : cost;
}

/** What Exchange says when a fifth request to a mailbox comes while four run. */
export function mailboxConcurrency(): GraphFault {
  return refusal("Application is over its MailboxConcurrency limit.", "ApplicationThrottled", seconds);
}

const mailboxPath = /^\/solutions\/bookingBusinesses(?:\/([^/?]+)|\('([^']+)'\))/i;

/** The calendar that a request goes to, in lower case. */
export function mailboxOf(url: string): string | undefined {
  const [, plain, quoted] = mailboxPath.exec(url) ?? [];
  const name = plain ?? quoted;
  try {
    return name && decodeURIComponent(name).toLowerCase();
  } catch {
    // The path parser refuses it a moment later.
    return name;
  }
}
