/** A request that waits until somebody lets it go. */
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
