import { BATCH_SIZE } from "./batch/batch-wire";
import { Batcher, type BatchWindow } from "./batch/batcher";
import type { Traffic } from "./batch/traffic";
import type { GraphAnswer, GraphCall, GraphOutcome } from "./call";
import { exchangeInChunks } from "./exchange-in-chunks";
import { type GraphCounters, newCounters } from "./http/counters";
import { HttpSender, type HttpSettings } from "./http/http-sender";
import { type TokenClaims, tokenClaims } from "./http/token";
import { answerOf, type SettleSettings, settle } from "./settle";

/** Microsoft Graph as one identity sees it. */
export interface GraphClient {
  /** One call; throws a GraphError unless it succeeds. */
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
  const sendAll = (calls: readonly GraphCall[]) => settle(calls, exchange, { ...settings, counters });
  return {
    counters,
    sendAll,
    send: async (call) => answerOf((await sendAll([call]))[0]),
    claims: async () =>
      tokenClaims(await settings.tokens.accessToken(settings.signal ? { signal: settings.signal } : {})),
  };
}
