/** The time the tenant lives in. It runs with the machine's clock, shifted, until it is frozen. */
export class Clock {
  #offset = 0;
  #frozen: number | undefined;

  constructor(state: ClockState = {}) {
    this.#offset = state.offset ?? 0;
    this.#frozen = state.frozen;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#frozen ?? Date.now() + this.#offset;
  }

  /** Now, as Graph writes it. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  set(time: number): void {
    if (this.#frozen === undefined) this.#offset = time - Date.now();
    else this.#frozen = time;
  }

  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  freeze(): void {
    this.#frozen = this.now();
  }

  run(): void {
    if (this.#frozen === undefined) return;
    this.#offset = this.#frozen - Date.now();
    this.#frozen = undefined;
  }

  state(): ClockState {
    return { offset: this.#offset, ...(this.#frozen === undefined ? {} : { frozen: this.#frozen }) };
  }
}

/** What is kept of a clock between two starts. */
export interface ClockState {
  readonly offset?: number;
  readonly frozen?: number;
}
