const limit = 1000;

/** Versions before the last transaction that changed them, for reads that are to look stale. */
export class PreviousVersions<T extends object> {
  readonly #settled = new Map<string, T | undefined>();
  readonly #pending = new Map<string, T | undefined>();

  remember(key: string, before: T | undefined): void {
    if (!this.#pending.has(key)) this.#pending.set(key, before);
  }

  settle(committed: boolean): void {
    if (committed) {
      for (const [key, before] of this.#pending) this.#settled.set(key, before);
      for (const key of this.#settled.keys()) {
        if (this.#settled.size <= limit) break;
        this.#settled.delete(key);
      }
    }
    this.#pending.clear();
  }

  has(key: string): boolean {
    return this.#settled.has(key);
  }

  get(key: string): T | undefined {
    return this.#settled.get(key);
  }

  /** A list as it was: changed entities in their former version, new ones left out, removed ones back at the end. */
  applied(current: readonly T[], keyOf: (entity: T) => string): T[] {
    const seen = new Set<string>();
    const list = current.map((entity) => {
      const key = keyOf(entity);
      seen.add(key);
      return this.#settled.has(key) ? this.#settled.get(key) : entity;
    });
    const back = [...this.#settled].filter(([key]) => !seen.has(key)).map(([, before]) => before);
    return [...list, ...back].filter((entity) => entity !== undefined);
  }
}
