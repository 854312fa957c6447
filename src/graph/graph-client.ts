import { Batcher, type BatchWindow } from "./batch/batcher";
import { sendInWaves } from "./batch/send-in-waves";
import type { Traffic } from "./batch/traffic";
import type { GraphAnswer, GraphCall, GraphOutcome } from "./call";
import { HttpSender, type HttpSettings } from "./http/http-sender";
import { type TokenClaims, tokenClaims } from "./http/token";
import type { GraphCounters } from "./http/traffic-log";
import { answerOf, type RetrySettings, sendWithRetries } from "./send-with-retries";
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
export interface GraphClientSettings extends Omit<HttpSettings, "counters">, RetrySettings {
  readonly window?: BatchWindow;
  /** Shared by the clients of one process. */
  readonly traffic?: Traffic;
}

/** Makes a client; nothing is loaded or sent before the first call. */
export function graphClient(settings: GraphClientSettings): GraphClient {
  const counters: GraphCounters = { http: 0, items: 0, batches: 0 };
  const sender = new HttpSender({ ...settings, counters });
  const batcher = new Batcher(sender, counters, settings.window, settings.traffic);
  const exchange = (calls: readonly GraphCall[]) => sendInWaves(calls, (part) => batcher.exchange(part));
  const settled = (calls: readonly GraphCall[]) => sendWithRetries(calls, exchange, settings);
  const claims = async () =>
    tokenClaims(await settings.tokens.accessToken(settings.signal ? { signal: settings.signal } : {}));
  const sendAll = async (calls: readonly GraphCall[]) => {
    const outcomes = await wholeLists(calls, await settled(calls), settled);
    return outcomes.some(lacksRole) ? asSeenBy(await claims(), outcomes) : outcomes;
  };
  return {
    counters,
    sendAll,
    send: async (call) => answerOf((await sendAll([call]))[0]),
    claims,
  };
}

const lacksRole = (outcome: GraphOutcome): boolean => !outcome.ok && outcome.error.kind === "no-role";

/**
 * An application sees all calendars and has a role in none: to it, the code of a missing role is one of the codes of a
 * calendar that is not there, or not yet.
 */
function asSeenBy({ roles }: TokenClaims, outcomes: readonly GraphOutcome[]): GraphOutcome[] {
  return outcomes.map((outcome) =>
    roles?.length && !outcome.ok && outcome.error.kind === "no-role"
      ? { ok: false, error: outcome.error.as("not-found") }
      : outcome,
  );
}
