import type { Operation } from "../graph/operation";
import type { Caller } from "../identity/caller";
import { graphFaults } from "../odata/faults-of-graph";
import type { Settings } from "../settings/settings";

const concurrent = 4;

/** Graph's limits: how many requests of one application to one mailbox may run at once. */
export class Throttle {
  readonly #running = new Map<string, number>();

  constructor(readonly settings: Settings) {}

  /** Counts a request to a mailbox; call the result when it is answered. Refuses when too many run. */
  enter(appId: string, mailbox: string): () => void {
    const key = `${appId} ${mailbox}`;
    const running = this.#running.get(key) ?? 0;
    this.#running.set(key, running + 1);
    return () => {
      const left = (this.#running.get(key) ?? 1) - 1;
      if (left <= 0) this.#running.delete(key);
      else this.#running.set(key, left);
    };
  }

  /** Refuses a request beyond a limit. */
  assertWithin(caller: Caller, _operation: Operation, mailbox: string | undefined): void {
    if (!this.settings.throttling || mailbox === undefined) return;
    if ((this.#running.get(`${caller.appId} ${mailbox}`) ?? 0) > concurrent) throw mailboxConcurrency();
  }
}

/** What Exchange says when a fifth request to a mailbox comes. */
export function mailboxConcurrency() {
  return graphFaults.tooManyRequests("Application is over its MailboxConcurrency limit.", 1);
}
