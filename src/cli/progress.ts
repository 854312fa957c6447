import type { Io } from "./context";

const CLEAR_LINE = "\r\u001b[2K";
// A pipeline's log wants to know that something moves, not every step of it.
const PAUSE_BETWEEN_LINES = 3000;
const REDRAW = 500;

/**
 * Progress of long work on stderr: on a terminal one line that renews itself and its seconds, elsewhere a line per step
 * and at most one in three seconds.
 */
export class Progress {
  readonly #io: Io;
  readonly #isLive: boolean;
  #text = "";
  #since = 0;
  #lastLine = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(io: Io) {
    this.#io = io;
    this.#isLive = io.isTerminal.stderr && io.env["TERM"] !== "dumb";
  }

  /** What is being done now. */
  step(text: string): void {
    if (text === this.#text || this.#io.isQuiet) return;
    const now = this.#io.now().getTime();
    if (this.#text === "") this.#since = now;
    this.#text = text;
    if (this.#isLive) this.#draw();
    else this.#line(now);
  }

  /** Takes the line away: whoever comes next writes on a clean one. */
  done(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#isLive && this.#text !== "") this.#io.stderr.write(CLEAR_LINE);
    this.#text = "";
  }

  #line(now: number): void {
    if (now - this.#lastLine < PAUSE_BETWEEN_LINES) return;
    this.#lastLine = now;
    this.#io.stderr.write(`${this.#text} …\n`);
  }

  #draw(): void {
    const seconds = Math.floor((this.#io.now().getTime() - this.#since) / 1000);
    const text = seconds < 2 ? `${this.#text} …` : `${this.#text} … ${seconds} s`;
    const width = (this.#io.width ?? 80) - 1;
    this.#io.stderr.write(CLEAR_LINE + text.slice(0, width));
    this.#timer ??= setInterval(() => this.#draw(), REDRAW).unref();
  }
}

/** Does long work with progress, whose line is taken away at the end of it. */
export async function withProgress<T>(io: Io, work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress = new Progress(io);
  return work(progress).finally(() => progress.done());
}
