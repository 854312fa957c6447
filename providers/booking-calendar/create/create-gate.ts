import { refuse } from "../../refuse";

/** An address that did not come out as computed. */
interface Mismatch {
  readonly first: string;
  readonly wanted: string;
  readonly given: string;
}

/**
 * Lets the first creation of a run go alone: if its address does not come out as computed (a naming policy, the wrong domain),
 * one wrong calendar is made and not twenty. Of those that are ready together the first by name goes, so that a run
 * repeated is told in the same words.
 */
export class CreateGate {
  #proved = false;
  #mismatch: Mismatch | undefined;
  #isBusy = false;
  readonly #waiting = new Map<string, () => void>();

  /** Runs a creation when it is its turn. It reports by `proved` or `stop` what it saw. */
  async pass<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (this.#isDecided) return this.#admitted(calendar, create);
    await this.#turn(calendar);
    if (this.#isDecided) return this.#admitted(calendar, create);
    try {
      return await create();
    } finally {
      this.#isBusy = false;
      this.#next();
    }
  }

  /** An address came out as computed: the others need not wait any more. */
  proved(): void {
    this.#proved = true;
  }

  /** An address came out wrong: nothing more is made. */
  stop(mismatch: Mismatch): void {
    this.#mismatch ??= mismatch;
  }

  get #isDecided(): boolean {
    return this.#proved || this.#mismatch !== undefined;
  }

  #turn(calendar: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(calendar, resolve);
    // Those whose looks were answered by the same batch come to the gate before this.
    setImmediate(() => this.#next());
    return promise;
  }

  #next(): void {
    if (this.#isBusy) return;
    const names = [...this.#waiting.keys()].sort();
    for (const name of this.#isDecided ? names : names.slice(0, 1)) {
      this.#isBusy = !this.#isDecided;
      this.#waiting.get(name)?.();
      this.#waiting.delete(name);
    }
  }

  async #admitted<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (this.#mismatch) throw refuse("creates-stopped", { calendar, ...this.#mismatch });
    return create();
  }
}
