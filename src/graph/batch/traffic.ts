/**
 * How many requests are on their way, over all clients of a process. While some are, more calls will follow their answers:
 * whoever has a batch to fill waits a little for them.
 */
export class Traffic {
  /** What was handed over together and has no answer yet. */
  units = 0;
  #inFlight = 0;
  #lastMs = 0;

  get busy(): boolean {
    return this.#inFlight > 0;
  }

  /** How long the last request took: about as long as those on their way will. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Counts a request as long as it runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.#lastMs = performance.now() - began;
    }
  }
}
