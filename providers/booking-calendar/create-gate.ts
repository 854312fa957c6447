import { refuse } from "../refuse";

/** An address that did not come out as computed. */
export interface Mismatch {
  readonly first: string;
  readonly wanted: string;
  readonly given: string;
}

/**
 * Lets the first creation of a run go alone: if its address does not come out as computed (a naming policy, the wrong domain),
 * not twenty wrong calendars are made but one.
 */
export class CreateGate {
  #proved = false;
  #mismatch: Mismatch | undefined;
  #turn: Promise<void> = Promise.resolve();

  /** Runs a creation when it is its turn. It reports by `proved` or `stop` what it saw. */
  async pass<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (!this.#proved) {
      const before = this.#turn;
      let done = () => {};
      this.#turn = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      if (!this.#proved) {
        return this.admitted(calendar, create).finally(done);
      }
      done();
    }
    return this.admitted(calendar, create);
  }

  /** An address came out as computed: the others need not wait any more. */
  proved(): void {
    this.#proved = true;
  }

  /** An address came out wrong: nothing more is made. */
  stop(mismatch: Mismatch): void {
    this.#mismatch ??= mismatch;
  }

  private async admitted<T>(calendar: string, create: () => Promise<T>): Promise<T> {
    if (this.#mismatch) {
      throw refuse("creates-stopped", { calendar, ...this.#mismatch });
    }
    return create();
  }
}
