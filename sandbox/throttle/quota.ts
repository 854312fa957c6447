interface Window {
  readonly end: number;
  used: number;
}

const mostWindows = 10_000;

/** So many units in so much time for each key; counted in windows that begin with the first use. */
export class Quota {
  readonly #windows = new Map<string, Window>();

  constructor(readonly length: number) {}

  /** Takes units. Answers 0, or when it would be too much the milliseconds until there are units again. */
  take(key: string, units: number, limit: number, now: number): number {
    const window = this.#window(key, now);
    if (window.used + units > limit) return window.end - now;
    window.used += units;
    return 0;
  }

  /** The share of the limit that is used, from 0 to 1. */
  share(key: string, limit: number): number {
    return (this.#windows.get(key)?.used ?? 0) / limit;
  }

  #window(key: string, now: number): Window {
    const found = this.#windows.get(key);
    if (found && found.end > now && found.end - now <= this.length) return found;
    if (this.#windows.size >= mostWindows) this.#windows.clear();
    const made = { end: now + this.length, used: 0 };
    this.#windows.set(key, made);
    return made;
  }
}
