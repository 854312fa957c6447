import type { GraphCall } from "../call";

/**
 * How many requests are on their way, over all clients of a process. While some are, more calls will follow their answers:
 * whoever has a batch to fill waits a little for them.
 */
export class Traffic {
  /** What was handed over together and has no answer yet, and how much that was at the most. */
  units = 0;
  most = 0;
  /** How long the last request took: about as long as those on their way will. */
  lastMs = 0;
  #inFlight = 0;

  add(): void {
    this.units += 1;
    this.most = Math.max(this.most, this.units);
  }

  get busy(): boolean {
    return this.#inFlight > 0;
  }

  /** Counts a request as long as it runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.lastMs = performance.now() - began;
    }
  }
}

/** Exchange runs four requests of one application on one mailbox at once. */
const AT_ONCE = 4;

/** Counts what is in flight per mailbox. */
export class MailboxSlots {
  readonly #taken = new Map<string, number>();

  /** Whether these calls may go now. Of one batch Graph itself runs four per mailbox at once. */
  fits(calls: readonly GraphCall[]): boolean {
    return [...demand(calls)].every(([mailbox, slots]) => (this.#taken.get(mailbox) ?? 0) + slots <= AT_ONCE);
  }

  /** Takes the slots that calls need, or gives them back. */
  add(calls: readonly GraphCall[], sign: 1 | -1): void {
    for (const [mailbox, slots] of demand(calls)) {
      const taken = (this.#taken.get(mailbox) ?? 0) + sign * slots;
      if (taken > 0) this.#taken.set(mailbox, taken);
      else this.#taken.delete(mailbox);
    }
  }
}

function demand(calls: readonly GraphCall[]): Map<string, number> {
  const slots = new Map<string, number>();
  for (const { mailbox } of calls) {
    if (mailbox !== undefined) slots.set(mailbox, Math.min(AT_ONCE, (slots.get(mailbox) ?? 0) + 1));
  }
  return slots;
}
