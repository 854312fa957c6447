import type { Client, Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { GraphAnswer, GraphCall } from "../call";
import { GraphError } from "../graph-error";
import { boundedJson, boundedText } from "./bounded-answer";
import { type ServerClock, serverClock } from "./server-clock";
import type { TokenSource } from "./token";
import type { GraphCounters } from "./traffic-log";

/** The part of `fetch` that is used: tests bring their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What one HTTP exchange needs. */
export interface HttpSettings {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly counters: GraphCounters;
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
  /** Asked before every request: false when the engine that wanted it is gone. */
  readonly stillWanted?: () => boolean;
  /** An answer that takes longer is lost. */
  readonly timeoutMs?: number;
  /** Told of every answer's date. */
  readonly clock?: ServerClock;
}

const DEFAULT_TIMEOUT_MS = 100_000;

/** Sends single HTTP requests through Microsoft's client. No retry: an answer is an answer, also a bad one. */
export class HttpSender {
  #client: Promise<Client> | undefined;

  private readonly clock: ServerClock;

  constructor(private readonly settings: HttpSettings) {
    this.clock = settings.clock ?? serverClock;
  }

  /** One exchange. A lost connection is an answer of status 0; only a run that is over throws. */
  async send(call: GraphCall): Promise<GraphAnswer> {
    const answer = await this.exchange(call, false);
    // a refused token did nothing: once with a new one is safe for every method
    return answer.status === 401 ? this.exchange(call, true) : answer;
  }

  private async exchange(call: GraphCall, renew: boolean): Promise<GraphAnswer> {
    this.assertWanted(call);
    this.#client ??= this.connect();
    const client = await this.#client;
    await this.settings.tokens.accessToken({ renew, ...this.abortion() }).catch((error: unknown) => {
      this.assertWanted(call);
      throw error;
    });
    this.assertWanted(call);
    this.clock.assertRight();
    this.settings.counters.http += 1;
    try {
      return await this.fetchAnswer(client, call);
    } catch (cause) {
      this.assertWanted(call);
      return { status: 0, headers: {}, body: undefined, cause };
    }
  }

  private async fetchAnswer(client: Client, call: GraphCall): Promise<GraphAnswer> {
    const { ResponseType } = await graphLibrary();
    const request = client
      .api(this.settings.baseUrl + call.path)
      .headers({
        ...call.headers,
        ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
      })
      .responseType(ResponseType.RAW);
    const askedAt = this.clock.machineNow();
    const response: Response = await verb(request, call);
    this.clock.heard(this.settings.baseUrl, response.headers.get("date"), askedAt);
    const body = boundedJson(await boundedText(response));
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  }

  private async connect(): Promise<Client> {
    const { Client, AuthenticationHandler } = await graphLibrary();
    const authentication = new AuthenticationHandler({
      getAccessToken: () => this.settings.tokens.accessToken(this.abortion()),
    });
    return Client.initWithMiddleware({
      middleware: [authentication, new FetchMiddleware(this.settings)],
      customHosts: new Set([new URL(this.settings.baseUrl).hostname]),
    });
  }

  private abortion(): { signal?: AbortSignal } {
    return this.settings.signal ? { signal: this.settings.signal } : {};
  }

  private assertWanted(call: GraphCall): void {
    if (this.settings.signal?.aborted || this.settings.stillWanted?.() === false) {
      throw new GraphError({
        kind: "aborted",
        method: call.method,
        path: call.path,
        status: 0,
        detail: "the run is over",
      });
    }
  }
}

/** Last link of the chain: Node's own fetch, which keeps connections alive. */
class FetchMiddleware implements Middleware {
  constructor(private readonly settings: HttpSettings) {}

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === "string" ? context.request : context.request.url;
    const late = AbortSignal.timeout(this.settings.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const signal = this.settings.signal ? AbortSignal.any([this.settings.signal, late]) : late;
    const send = this.settings.fetch ?? fetch;
    // redirects are refused: a token must not follow one to another host
    context.response = await send(url, { ...(context.options as RequestInit), signal, redirect: "error" });
  }

  setNext(): void {}
}

type Request = ReturnType<Client["api"]>;

function verb(request: Request, call: GraphCall): Promise<Response> {
  switch (call.method) {
    case "GET":
      return request.get();
    case "POST":
      return request.post(call.body ?? {});
    case "PATCH":
      return request.patch(call.body);
    case "DELETE":
      return request.delete();
  }
}

/** Loaded at the first call: a run that asks nothing of Graph does not pay for it. */
function graphLibrary(): Promise<typeof import("@microsoft/microsoft-graph-client")> {
  return import("@microsoft/microsoft-graph-client");
}
