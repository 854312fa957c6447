import type { GraphAnswer, GraphCall, GraphOutcome } from "./call";
import { errorOfAnswer, errorOfDependant } from "./error-of-answer";
import { GraphError } from "./graph-error";
import { mayRetry } from "./http/retry-table";
import { abortableSleep, type WaitLog } from "./http/traffic-log";

/** Holds back whoever would ask while Graph wants to be left alone. */
export interface ThrottleGate {
  /** How long to wait before the next request. */
  waitMs(): number;
  /** Graph wants no request for so long. */
  pause(ms: number): void;
}

/** How long and how patiently calls are repeated. */
export interface RetrySettings {
  readonly log?: WaitLog;
  readonly signal?: AbortSignal;
  /** All waits of one unit together; when it is used up, the last answer stands. */
  readonly budgetMs?: number;
  /** What all clients of a run over many organisations obey: a wait that one of them was told. Not part of the budget. */
  readonly gate?: ThrottleGate;
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const DEFAULT_BUDGET_MS = 120_000;

interface Pending {
  readonly index: number;
  readonly repetitions: number;
}

/** Asks until every call of a unit has its final outcome: each item has its own status and its own waits. */
export async function sendWithRetries(
  calls: readonly GraphCall[],
  exchange: (calls: readonly GraphCall[]) => Promise<GraphAnswer[]>,
  settings: RetrySettings,
): Promise<GraphOutcome[]> {
  const outcomes: GraphOutcome[] = new Array(calls.length);
  const now = settings.now ?? Date.now;
  let deadline = now() + (settings.budgetMs ?? DEFAULT_BUDGET_MS);
  let pending: Pending[] = calls.map((_, index) => ({ index, repetitions: 0 }));
  while (pending.length > 0) {
    const round = pending;
    deadline += await passGate(settings);
    const answers = await exchange(roundCalls(calls, round));
    const verdict = judge(calls, round, answers, now);
    closeGate(settings, verdict);
    const over = settings.signal?.aborted || now() + verdict.waitMs > deadline;
    for (const [index, outcome] of verdict.final) outcomes[index] = outcome;
    if (over) {
      for (const { item, answer } of verdict.again)
        outcomes[item.index] = failure(callAt(calls, item.index), answer);
      break;
    }
    pending = verdict.again.map(({ item, counts }) => ({
      index: item.index,
      repetitions: item.repetitions + (counts ? 1 : 0),
    }));
    if (pending.length > 0 && verdict.waitMs > 0) {
      tellWait(settings, verdict);
      await (settings.sleep ?? abortableSleep)(verdict.waitMs, settings.signal);
    }
  }
  return outcomes;
}

/** Waits as long as the gate is closed, and says how long that was. */
async function passGate({ gate, sleep = abortableSleep, signal }: RetrySettings): Promise<number> {
  let waited = 0;
  for (let ms = gate?.waitMs() ?? 0; ms > 0 && !signal?.aborted; ms = gate?.waitMs() ?? 0) {
    await sleep(ms, signal);
    waited += ms;
  }
  return waited;
}

/** Whoever is told that there are too many requests says it to all. */
function closeGate({ gate }: RetrySettings, { again, waitMs }: Verdict): void {
  if (again.some(({ answer }) => answer.status === 429)) gate?.pause(waitMs);
}

interface Again {
  readonly item: Pending;
  readonly answer: GraphAnswer;
  /** False for a call that only waits for another. */
  readonly counts: boolean;
}

interface Verdict {
  readonly final: Map<number, GraphOutcome>;
  readonly again: Again[];
  readonly waitMs: number;
}

function judge(
  calls: readonly GraphCall[],
  round: readonly Pending[],
  answers: readonly GraphAnswer[],
  now: () => number,
): Verdict {
  const final = new Map<number, GraphOutcome>();
  const again: Again[] = [];
  let waitMs = 0;
  for (const [position, item] of round.entries()) {
    const call = callAt(calls, item.index);
    const answer = answers[position] ?? { status: 0, headers: {}, body: undefined };
    if (answer.status >= 200 && answer.status < 300) {
      final.set(item.index, { ok: true, answer });
    } else if (hasFailedBefore(call, final)) {
      final.set(item.index, { ok: false, error: errorOfDependant(call, answer) });
    } else if (mayRetry(call, answer.status, item.repetitions)) {
      again.push({ item, answer, counts: true });
      waitMs = Math.max(waitMs, retryDelay(answer.headers["retry-after"], item.repetitions, now()));
    } else if (answer.status === 424 && waitsFor(call, again)) {
      again.push({ item, answer, counts: false });
    } else {
      final.set(item.index, failure(call, answer));
    }
  }
  return { final, again, waitMs };
}

/** When a whole batch got no answer, a call may not be repeated without the one that has to come first. */
function hasFailedBefore(call: GraphCall, final: ReadonlyMap<number, GraphOutcome>): boolean {
  return (call.after ?? []).some((index) => final.get(index)?.ok === false);
}

/** A dependant of a call that will be repeated is repeated with it. */
function waitsFor(call: GraphCall, again: readonly Again[]): boolean {
  return (call.after ?? []).some((index) => again.some(({ item }) => item.index === index));
}

/** The calls of a round; dependencies that are settled already are left out, the others renumbered. */
function roundCalls(calls: readonly GraphCall[], round: readonly Pending[]): GraphCall[] {
  const position = new Map(round.map(({ index }, at) => [index, at]));
  return round.map(({ index }) => {
    const { after, ...call } = callAt(calls, index);
    const still = (after ?? []).flatMap((other) => position.get(other) ?? []);
    return still.length > 0 ? { ...call, after: still } : call;
  });
}

function failure(call: GraphCall, answer: GraphAnswer): GraphOutcome {
  return { ok: false, error: errorOfAnswer(call, answer) };
}

function callAt(calls: readonly GraphCall[], index: number): GraphCall {
  const call = calls[index];
  if (!call) throw new RangeError(`no call ${index} in a unit of ${calls.length}`);
  return call;
}

function tellWait({ log }: RetrySettings, { again, waitMs }: Verdict): void {
  const first = again.find(({ counts }) => counts);
  if (first) log?.({ ms: Math.round(waitMs), status: first.answer.status });
}

/** For callers that need the answer or an exception. */
export function answerOf(outcome: GraphOutcome | undefined): GraphAnswer {
  if (!outcome)
    throw new GraphError({ kind: "aborted", method: "GET", path: "", status: 0, detail: "no outcome" });
  if (!outcome.ok) throw outcome.error;
  return outcome.answer;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait before a repetition: what the service says, else exponential back-off with jitter. */
export function retryDelay(
  retryAfter: string | undefined,
  repetitions: number,
  now: number,
  random: () => number = Math.random,
): number {
  const said = retryAfterMs(retryAfter, now);
  return said === undefined ? backOff(repetitions, random) : Math.max(said, leastWait(repetitions));
}

/** `Retry-After` as milliseconds: digits are seconds, anything else a date; nonsense is undefined. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** “At once” is not obeyed for ever: a service that says so again and again is not hammered. */
function leastWait(repetitions: number): number {
  return Math.min(LONGEST_WAIT_MS, 50 * 2 ** repetitions);
}

/** Between half and all of the doubled wait: many callers do not come back in the same instant. */
function backOff(repetitions: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** repetitions);
  return full / 2 + random() * (full / 2);
}
