/** Runs jobs in their order, a number at a time. */
export class Pool {
  readonly #waiting: (() => Promise<void>)[];
  #running = 0;
  readonly #over = Promise.withResolvers<void>();

  constructor(
    readonly atOnce: number,
    jobs: readonly (() => Promise<void>)[],
  ) {
    this.#waiting = [...jobs];
  }

  /** Begins, or goes on where it was stopped for want of places. */
  start(): void {
    while (this.#running < this.atOnce) {
      const job = this.#waiting.shift();
      if (!job) break;
      this.#running += 1;
      void job().finally(() => {
        this.#running -= 1;
        this.start();
      });
    }
    if (this.#running === 0) this.#over.resolve();
  }

  /** Runs all of them to the end. */
  done(): Promise<void> {
    this.start();
    return this.#over.promise;
  }
}
