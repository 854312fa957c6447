/**
 * How many requests are on their way, over all clients of a process. While some are, more calls will follow their answers:
 * whoever has a batch to fill waits a little for them.
 */
export class Traffic {
  #inFlight = 0;

  get busy(): boolean {
    return this.#inFlight > 0;
  }

  /** Counts a request as long as it runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
    }
  }
}
