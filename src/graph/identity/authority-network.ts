import type { Configuration, INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import type { GraphAnswer } from "../call";
import { type GraphEnvironment, PUBLIC_AUTHORITY } from "../environment";
import { boundedJson, boundedText } from "../http/bounded-answer";
import type { Fetch } from "../http/http-sender";
import { reasonOf } from "../http/reach";
import { type ServerClock, serverClock } from "../http/server-clock";
import { type RetrySettings, sendWithRetries } from "../send-with-retries";
import { isRecord } from "../wire";

/** How patiently a sign-in is tried: as calls to Graph are. */
export interface SignInSettings extends RetrySettings {
  readonly fetch?: Fetch;
  /** An answer that takes longer is lost. */
  readonly timeoutMs?: number;
  /** Told of every answer's date. */
  readonly clock?: ServerClock;
}

/** Together less than the identities file may be locked for, which it is meanwhile. */
const BUDGET_MS = 30_000;
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 1024 * 1024;

/** The authority gave no answer that says yes or no, however often it was asked: that may pass. */
export class NoAnswer extends Error {}

/**
 * What Microsoft's library asks the authority with, for one sign-in: repeated by the same table as calls to Graph, where
 * the library itself gives up at the first failure and can wait for minutes. A refusal is an answer.
 */
export class AuthorityNetwork implements INetworkModule {
  readonly #deadline: number;
  readonly #clock: ServerClock;
  /** The authority's own: the first that is asked. */
  #host: string | undefined;
  #failure: Error | undefined;

  constructor(private readonly settings: SignInSettings) {
    this.#clock = settings.clock ?? serverClock;
    this.#deadline = this.#now() + (settings.budgetMs ?? BUDGET_MS);
  }

  /** Why there was no usable answer: the library does not pass it on. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#ask(url, { method: "GET", ...options });
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#ask(url, { method: "POST", ...options });
  }

  async #ask<T>(
    url: string,
    { method, headers, body }: NetworkRequestOptions & { method: string },
  ): Promise<NetworkResponse<T>> {
    const { host, pathname, protocol } = new URL(url);
    this.#host ??= host;
    // the authority names its endpoints itself, and a secret goes to no other place than the one that was configured
    if (protocol !== "https:" || host !== this.#host)
      throw this.#fail(
        new Error(`${this.#host} names an endpoint at ${protocol}//${host}: it was not asked`),
      );
    let attempts = 0;
    let answer: GraphAnswer = { status: 0, headers: {}, body: undefined };
    const exchange = async (): Promise<GraphAnswer[]> => {
      attempts += 1;
      answer = await this.#exchange(url, {
        method,
        ...(headers && { headers }),
        ...(method === "POST" && { body: body ?? "" }),
      });
      return [answer];
    };
    // a token may be asked for twice: nothing is changed by it, so the table's column for readings is the one
    await sendWithRetries([{ method: "GET", path: pathname }], exchange, {
      ...this.settings,
      budgetMs: this.#deadline - this.#now(),
    });
    if (mayPass(answer.status)) throw this.#fail(new NoAnswer(`${host} ${told(answer)}${times(attempts)}`));
    if (!isRecord(answer.body))
      throw this.#fail(new Error(`${host} answered ${answer.status} with something that is no JSON object`));
    return { status: answer.status, headers: { ...answer.headers }, body: answer.body as T };
  }

  async #exchange(url: string, init: RequestInit): Promise<GraphAnswer> {
    const late = AbortSignal.timeout(this.settings.timeoutMs ?? TIMEOUT_MS);
    const signal = this.settings.signal ? AbortSignal.any([this.settings.signal, late]) : late;
    try {
      // redirects are refused: a secret must not follow one to another host
      const askedAt = this.#clock.machineNow();
      const response = await (this.settings.fetch ?? fetch)(url, { ...init, signal, redirect: "error" });
      this.#clock.heard(url, response.headers.get("date"), askedAt);
      const body = boundedJson(await boundedText(response, MOST_BYTES));
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    } catch (cause) {
      return { status: 0, headers: {}, body: undefined, cause };
    }
  }

  #fail(failure: Error): Error {
    this.#failure = failure;
    return failure;
  }

  #now(): number {
    return (this.settings.now ?? Date.now)();
  }
}

function mayPass(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function told({ status, body, cause }: GraphAnswer): string {
  if (status === 0) return `gave no answer (${reasonOf(cause)})`;
  const said = isRecord(body) ? body["error_description"] : undefined;
  return `answered ${status}${typeof said === "string" ? ` (${said})` : ""}`;
}

function times(attempts: number): string {
  return attempts === 1 ? "" : `, asked ${attempts} times`;
}

/** What a token for Graph is asked for: all that was consented to. */
export const GRAPH_SCOPE = "https://graph.microsoft.com/.default";

/** Sign-in address for Microsoft's library; an authority of one's own is not looked up at Microsoft. */
export function authorityOf(
  environment: GraphEnvironment,
): Pick<Configuration["auth"], "authority" | "knownAuthorities"> {
  const { authorityHost: host, tenantId } = environment;
  return {
    authority: `${host}/${tenantId}`,
    ...(isCustomAuthority(environment) ? { knownAuthorities: [new URL(host).host] } : {}),
  };
}

/** True for the sandbox and other places that Microsoft's instance discovery does not know. */
export const isCustomAuthority = ({ authorityHost }: GraphEnvironment): boolean =>
  authorityHost !== PUBLIC_AUTHORITY;

/** The library tells a refresh token by its serialised cache only. No one else's may be in that cache. */
export function cachedRefreshToken(cache: string): string | undefined {
  const { RefreshToken = {} } = JSON.parse(cache) as { RefreshToken?: Record<string, { secret?: string }> };
  return Object.values(RefreshToken)[0]?.secret;
}
