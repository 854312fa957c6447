import { BATCH_SIZE } from "./batch/batch-wire";
import { Batcher, type BatchWindow } from "./batch/batcher";
import type { Traffic } from "./batch/traffic";
import type { GraphAnswer, GraphCall, GraphOutcome } from "./call";
import { HttpSender, type HttpSettings } from "./http/http-sender";
import { type TokenClaims, tokenClaims } from "./http/token";
import { type GraphCounters, newCounters } from "./http/traffic-log";
import { answerOf, type SettleSettings, settle } from "./settle";
import { wholeLists } from "./whole-lists";

/** Microsoft Graph as one identity sees it. */
export interface GraphClient {
  /** One call; throws a GraphError unless it succeeds. Lists come whole, with all their pages, or fail. */
  send(call: GraphCall): Promise<GraphAnswer>;
  /** Calls that belong together: one batch where possible, an outcome for each. Throws only when the run is over. */
  sendAll(calls: readonly GraphCall[]): Promise<GraphOutcome[]>;
  /** Whose token this is: signs in, asks nothing of Graph. */
  claims(): Promise<TokenClaims>;
  readonly counters: Readonly<GraphCounters>;
}

/** What a client is made of. */
export interface GraphClientSettings
  extends Omit<HttpSettings, "counters">,
    Omit<SettleSettings, "counters"> {
  readonly window?: BatchWindow;
  /** Shared by the clients of one process. */
  readonly traffic?: Traffic;
  readonly counters?: GraphCounters;
}

/** Makes a client; nothing is loaded or sent before the first call. */
export function graphClient(settings: GraphClientSettings): GraphClient {
  const counters = settings.counters ?? newCounters();
  const sender = new HttpSender({ ...settings, counters });
  const batcher = new Batcher(sender, counters, settings.log, settings.window, settings.traffic);
  const exchange = (calls: readonly GraphCall[]) =>
    exchangeInChunks(calls, BATCH_SIZE, (chunk) => batcher.exchange(chunk));
  const settled = (calls: readonly GraphCall[]) => settle(calls, exchange, { ...settings, counters });
  const sendAll = async (calls: readonly GraphCall[]) => wholeLists(calls, await settled(calls), settled);
  return {
    counters,
    sendAll,
    send: async (call) => answerOf((await sendAll([call]))[0]),
    claims: async () =>
      tokenClaims(await settings.tokens.accessToken(settings.signal ? { signal: settings.signal } : {})),
  };
}

/**
 * More calls than a batch takes, or has room for, go one batch after another, so that dependencies between batches hold as
 * well. `exchange` answers at least the first of the calls, and the others are handed over again.
 */
export async function exchangeInChunks(
  calls: readonly GraphCall[],
  size: number,
  exchange: (chunk: readonly GraphCall[]) => Promise<GraphAnswer[]>,
): Promise<GraphAnswer[]> {
  const answers: GraphAnswer[] = [];
  while (answers.length < calls.length) {
    const start = answers.length;
    const chunk = calls.slice(start, start + size);
    const sent = chunk.flatMap((call, i) =>
      dependsOnFailed(call, start, answers) ? [] : [{ call, position: start + i }],
    );
    const results = sent.length > 0 ? await exchange(sent.map((one) => renumbered(one.call, sent))) : [];
    const end = sent[results.length]?.position ?? start + chunk.length;
    for (let position = start; position < end; position += 1) {
      const at = sent.findIndex((one) => one.position === position);
      answers.push(results[at] ?? { status: 424, headers: {}, body: undefined });
    }
  }
  return answers;
}

function dependsOnFailed(call: GraphCall, start: number, answers: readonly GraphAnswer[]): boolean {
  return (call.after ?? []).some((index) => index < start && !isSuccess(answers[index]));
}

/** Status 0, no answer at all, is none either. */
function isSuccess(answer: GraphAnswer | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Keeps the dependencies inside the chunk; those on an earlier one are fulfilled by its success. */
function renumbered(call: GraphCall, sent: readonly { position: number }[]): GraphCall {
  const { after, ...rest } = call;
  const inside = (after ?? []).flatMap((index) => {
    const at = sent.findIndex((one) => one.position === index);
    return at < 0 ? [] : [at];
  });
  return inside.length > 0 ? { ...rest, after: inside } : rest;
}
