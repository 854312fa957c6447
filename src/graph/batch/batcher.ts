import type { GraphAnswer, GraphCall } from "../call";
import type { GraphLog } from "../graph-log";
import type { GraphCounters } from "../http/counters";
import { BatchSupport } from "./batch-support";
import { BATCH_SIZE, batchAnswers, batchBody } from "./batch-wire";
import { MailboxSlots } from "./mailbox-slots";
import { joinCalls, packUnits, type Unit } from "./pack-units";
import { sendSingly } from "./send-singly";
import { Traffic } from "./traffic";

/** Sends one HTTP request. */
export interface Sender {
  send(call: GraphCall): Promise<GraphAnswer>;
}

/** How long calls wait for company. */
export interface BatchWindow {
  /** Nothing new for so long: go. */
  readonly quietMs: number;
  /** Go after this at the latest, while nothing is on its way. */
  readonly longestMs: number;
  /** Go after this at the latest, while requests are on their way: their answers are followed by calls. */
  readonly holdMs: number;
}

// The engine hands out a round of handler calls within some milliseconds; Graph takes a hundred to answer.
const DEFAULT_WINDOW: BatchWindow = { quietMs: 6, longestMs: 30, holdMs: 250 };

interface Waiter {
  readonly done: (answers: GraphAnswer[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Lets calls made at about the same time share a `$batch`: one round, no retry, an answer for every call. */
export class Batcher {
  #queue: Unit<Waiter>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #oldest = 0;
  readonly #slots = new MailboxSlots();
  readonly #support: BatchSupport;

  constructor(
    private readonly sender: Sender,
    private readonly counters: GraphCounters,
    log?: GraphLog,
    private readonly window: BatchWindow = DEFAULT_WINDOW,
    private readonly traffic: Traffic = new Traffic(),
  ) {
    this.#support = new BatchSupport(log);
  }

  /** One round for calls that belong together; they share a batch when they are no more than twenty. */
  exchange(calls: readonly GraphCall[]): Promise<GraphAnswer[]> {
    return new Promise((done, failed) => {
      this.#oldest = this.#queue.length === 0 ? Date.now() : this.#oldest;
      this.#queue.push({ calls, waiter: { done, failed } });
      this.schedule();
    });
  }

  private schedule(): void {
    const spare = this.#oldest + this.window.longestMs - Date.now();
    const wait = this.isFull() ? 0 : Math.max(0, Math.min(this.window.quietMs, spare));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  private isFull(): boolean {
    return this.#queue.reduce((sum, unit) => sum + unit.calls.length, 0) >= BATCH_SIZE;
  }

  private flush(): void {
    this.#timer = undefined;
    if (!this.isFull() && this.traffic.busy && Date.now() - this.#oldest < this.window.holdMs) {
      this.#timer = setTimeout(() => this.flush(), this.window.quietMs);
      return;
    }
    for (;;) {
      const { taken, left } = packUnits(this.#queue, BATCH_SIZE, (calls) => this.#slots.fits(calls));
      if (taken.length === 0) {
        return;
      }
      this.#queue = left;
      this.#oldest = Date.now();
      void this.traffic.during(() => this.dispatch(taken));
    }
  }

  private async dispatch(units: readonly Unit<Waiter>[]): Promise<void> {
    const calls = joinCalls(units);
    this.#slots.take(calls);
    try {
      const answers = await this.answersOf(calls);
      let start = 0;
      for (const { calls: own, waiter } of units) {
        waiter.done(answers.slice(start, start + own.length));
        start += own.length;
      }
    } catch (error) {
      for (const { waiter } of units) {
        waiter.failed(error);
      }
    } finally {
      this.#slots.give(calls);
      if (this.#queue.length > 0) {
        this.schedule();
      }
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
      this.#support.refuseAll(envelope.status);
      return this.answersOf(calls);
    }
    this.counters.items += calls.length;
    if (envelope.status < 200 || envelope.status > 299) {
      return calls.map(() => envelope);
    }
    return this.believed(calls, batchAnswers(envelope.body, calls.length));
  }

  /**
   * «Not implemented» says it outright; a «not found» before anything of Bookings has worked in a batch may mean the same:
   * one reading outside tells.
   */
  private async believed(calls: readonly GraphCall[], answers: GraphAnswer[]): Promise<GraphAnswer[]> {
    if (calls.some((call, i) => this.#support.refusesItem(call, answers[i]))) {
      this.#support.refuseBookings(501);
      return this.repeatedAlone(calls, answers);
    }
    this.#support.learn(calls, answers);
    const doubtful = calls.findIndex((call, i) => this.#support.doubts(call, answers[i]));
    const probe = calls[doubtful];
    const inBatch = answers[doubtful];
    if (!probe || !inBatch) {
      return answers;
    }
    const alone = await this.sender.send(withoutOrder(probe));
    if (alone.status === inBatch.status) {
      this.#support.trustBookings();
      return answers;
    }
    this.#support.refuseBookings(inBatch.status);
    return this.repeatedAlone(calls, answers);
  }

  /** What the batch refused was not done, so that it may be asked again outside, in order. */
  private async repeatedAlone(calls: readonly GraphCall[], answers: GraphAnswer[]): Promise<GraphAnswer[]> {
    const again = new Set(
      answers.flatMap((answer, i) =>
        this.#support.refusesWhole(answer.status) || answer.status === 424 ? [i] : [],
      ),
    );
    this.counters.items += again.size;
    return sendSingly(this.sender, calls, (i) => (again.has(i) ? undefined : answers[i]));
  }
}

function withoutOrder({ after: _after, ...call }: GraphCall): GraphCall {
  return call;
}
