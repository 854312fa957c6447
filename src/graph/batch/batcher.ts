import type { GraphAnswer, GraphCall } from "../call";
import type { HttpSender } from "../http/http-sender";
import type { GraphCounters } from "../http/traffic-log";
import { BatchSupport } from "./batch-support";
import { BATCH_SIZE, batchAnswers, batchBody } from "./batch-wire";
import { packUnits, type Unit } from "./pack-units";
import { MailboxSlots, Traffic } from "./traffic";

type Sender = Pick<HttpSender, "send">;

/** How long calls wait for company. */
export interface BatchWindow {
  /** Nothing new for so long: go. */
  readonly quietMs: number;
  /** Go after this at the latest, while nothing is on its way. */
  readonly longestMs: number;
  /** Go after this, or what the last request took, while requests are on their way: their answers are followed by calls. */
  readonly holdMs: number;
  /** The first two where several calls wait or are under way, as more will come. */
  readonly inCompany?: Patience;
  /** The same where many have waited at once since the run began: the rest of them comes by and by. */
  readonly inCrowd?: Patience;
}

type Patience = Pick<BatchWindow, "quietMs" | "longestMs">;

/** How many are several, and how many are many. */
const COMPANY = 3;
const CROWD = 20;

/** Requests of one identity that are on their way at once: enough to keep Graph busy, and while they are, batches fill. */
const AT_ONCE = 8;

/** A slow answer is no reason to wait longer than this. */
const LONGEST_HOLD_MS = 2000;

// The engine hands out a round of readings within some milliseconds; Graph takes a hundred to answer.
const DEFAULT_WINDOW: BatchWindow = { quietMs: 6, longestMs: 30, holdMs: 250 };

/**
 * For runs that write: between two creations or updates that the engine hands out it saves its state twice. In a crowd that bounds
 * the run, and not how long a call waits: fifty calendars are at work at once.
 */
export const PATIENT_WINDOW: BatchWindow = {
  ...DEFAULT_WINDOW,
  inCompany: { quietMs: 60, longestMs: 400 },
  inCrowd: { quietMs: 250, longestMs: 1000 },
};

/** Lets calls made at about the same time share a `$batch`: one round, no retry, an answer for every call. */
export class Batcher {
  #queue: Unit[] = [];
  #timer: NodeJS.Timeout | undefined;
  #oldest = 0;
  #inFlight = 0;
  readonly #slots = new MailboxSlots();
  readonly #support = new BatchSupport();

  constructor(
    private readonly sender: Sender,
    private readonly counters: GraphCounters,
    private readonly window: BatchWindow = DEFAULT_WINDOW,
    private readonly traffic: Traffic = new Traffic(),
  ) {}

  /** One round for calls that belong together and wait for none of each other; where a batch has room for the first of many only, only these are answered. */
  exchange(calls: readonly GraphCall[]): Promise<GraphAnswer[]> {
    return new Promise((done, failed) => {
      this.#oldest = this.#queue.length === 0 ? Date.now() : this.#oldest;
      this.#queue.push({ calls, done, failed });
      this.traffic.add();
      this.schedule();
    });
  }

  private schedule(): void {
    const { inCompany = this.window, inCrowd = inCompany } = this.window;
    const { units, most } = this.traffic;
    const { quietMs, longestMs } = most >= CROWD ? inCrowd : units >= COMPANY ? inCompany : this.window;
    const spare = this.#oldest + longestMs - Date.now();
    const wait = this.isFull() ? 0 : Math.max(0, Math.min(quietMs, spare));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  private isFull(): boolean {
    return this.#queue.reduce((sum, unit) => sum + unit.calls.length, 0) >= BATCH_SIZE;
  }

  /** Whether calls may still get company by the answers of others. */
  private holds(): boolean {
    const most = Math.max(this.window.holdMs, Math.min(this.traffic.lastMs, LONGEST_HOLD_MS));
    return this.traffic.busy && Date.now() - this.#oldest < most;
  }

  private flush(): void {
    this.#timer = undefined;
    while (this.#inFlight < AT_ONCE) {
      const { taken, left, isFull } = packUnits(this.#queue, BATCH_SIZE, (calls) => this.#slots.fits(calls));
      if (taken.length === 0) return;
      if (!isFull && this.holds()) {
        this.#timer = setTimeout(() => this.flush(), this.window.quietMs);
        return;
      }
      this.#queue = left;
      this.#oldest = Date.now();
      void this.traffic.during(() => this.dispatch(taken));
    }
  }

  private async dispatch(units: readonly Unit[]): Promise<void> {
    const calls = units.flatMap((unit) => unit.calls);
    this.#slots.add(calls, 1);
    this.#inFlight += 1;
    try {
      const answers = await this.answersOf(calls);
      let start = 0;
      for (const { calls: own, done } of units) {
        done(answers.slice(start, start + own.length));
        start += own.length;
      }
    } catch (error) {
      for (const { failed } of units) failed(error);
    } finally {
      this.traffic.units -= units.length;
      this.#inFlight -= 1;
      this.#slots.add(calls, -1);
      if (this.#queue.length > 0) this.schedule();
    }
  }

  private async answersOf(calls: readonly GraphCall[]): Promise<GraphAnswer[]> {
    if (calls.length === 1 || !calls.every((call) => this.#support.allows(call))) {
      this.counters.items += calls.length;
      return sendSingly(this.sender, calls);
    }
    const envelope = await this.sender.send({ method: "POST", path: "/$batch", body: batchBody(calls) });
    this.counters.batches += 1;
    if (this.#support.refusesWhole(envelope.status)) {
      this.#support.refuseAll();
      return this.answersOf(calls);
    }
    this.counters.items += calls.length;
    if (envelope.status < 200 || envelope.status > 299) return calls.map(() => envelope);
    return this.believed(calls, batchAnswers(envelope.body, calls.length));
  }

  /**
   * “Not implemented” says it outright; a “not found” before anything of Bookings has worked in a batch may mean the same:
   * one reading outside tells.
   */
  private async believed(calls: readonly GraphCall[], answers: GraphAnswer[]): Promise<GraphAnswer[]> {
    if (calls.some((call, i) => this.#support.refusesItem(call, answers[i]))) {
      this.#support.refuseBookings();
      return this.repeatedAlone(calls, answers);
    }
    this.#support.learn(calls, answers);
    const doubtful = calls.findIndex((call, i) => this.#support.doubts(call, answers[i]));
    const probe = calls[doubtful];
    const inBatch = answers[doubtful];
    if (!probe || !inBatch) return answers;
    const alone = await this.sender.send(probe);
    if (alone.status === inBatch.status) {
      this.#support.trustBookings();
      return answers;
    }
    this.#support.refuseBookings();
    return this.repeatedAlone(calls, answers);
  }

  /** What the batch refused was not done, so that it may be asked again outside, in order. */
  private async repeatedAlone(calls: readonly GraphCall[], answers: GraphAnswer[]): Promise<GraphAnswer[]> {
    const again = new Set(
      answers.flatMap((answer, i) => (this.#support.refusesWhole(answer.status) ? [i] : [])),
    );
    this.counters.items += again.size;
    return sendSingly(this.sender, calls, (i) => (again.has(i) ? undefined : answers[i]));
  }
}

/** Four at once is what a mailbox takes; a service without batches is not to be flooded. */
const SINGLY_AT_ONCE = 4;

/** Sends calls one by one, a few at once. */
async function sendSingly(
  sender: Sender,
  calls: readonly GraphCall[],
  known: (index: number) => GraphAnswer | undefined = () => undefined,
): Promise<GraphAnswer[]> {
  const turns: Promise<unknown>[] = Array.from({ length: SINGLY_AT_ONCE }, () => Promise.resolve());
  const answers = calls.map((call, index) => {
    const answer = Promise.resolve(turns[index % SINGLY_AT_ONCE]).then(
      () => known(index) ?? sender.send(call),
    );
    turns[index % SINGLY_AT_ONCE] = answer.catch(() => undefined);
    return answer;
  });
  return Promise.all(answers);
}
