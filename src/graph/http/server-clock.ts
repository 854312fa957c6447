import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";

/** Microsoft refuses sign-ins from there on; what depends on the day or the hour would be wrong as well. */
const MOST_OFF_MS = 5 * 60_000;

/** What time it is where the answers come from. It is the clock by which appointments are future or past. */
export class ServerClock {
  #aheadMs = 0;
  #host = "";

  constructor(private readonly machine: () => number = Date.now) {}

  /** Takes the time that an answer tells; it was written somewhere between asking and hearing. */
  heard(url: string, date: string | null | undefined, askedAt: number): void {
    const told = Date.parse(date ?? "");
    if (Number.isNaN(told)) return;
    this.#aheadMs = (askedAt + this.machine()) / 2 - told;
    this.#host = new URL(url).host;
  }

  /** By the server's clock; by this machine's until an answer has told. */
  now(): Date {
    return new Date(this.machine() - this.#aheadMs);
  }

  /** This machine's clock alone, for `heard`. */
  machineNow(): number {
    return this.machine();
  }

  /** Refuses to go on with a machine whose clock is off by more than minutes. */
  assertRight(): void {
    if (Math.abs(this.#aheadMs) <= MOST_OFF_MS) return;
    const minutes = Math.round(Math.abs(this.#aheadMs) / 60_000);
    const way = this.#aheadMs > 0 ? "ahead of" : "behind";
    throw VisibleError.of(problem("clock-off", { minutes, way, host: this.#host }));
  }
}

/** The clock of all that this process talks to: machines have one, and so has Microsoft 365. */
export const serverClock = new ServerClock();
