import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../base/json";
import type { Asked, GraphRequest, GraphService, Served } from "../graph/serve";
import { mailboxOf } from "../graph/throttle";
import type { TokenVerifier } from "../identity/token-issuer";
import { type Caller, portalAdmin } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { contentTypeOf } from "../odata/metadata-level";
import { parseJsonBody, readBody, sendJson } from "./bodies";

const prefix = "/v1.0";
const metadataPath = /^\/v1\.0\/\$metadata(\?|$)/i;

/** A request to Graph and the answer to it, as a test run is told of them. */
export interface Exchange {
  readonly method: string;
  /** Path and query below `/v1.0`. */
  readonly url: string;
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
  /** A body that is no JSON. */
  readonly text: string | undefined;
  /** What was sent; the items of a batch are found there. */
  readonly sent: unknown;
  /** An item of a batch: fewer headers, the same body. */
  readonly item: boolean;
}

/** Graph over HTTP: who calls, what is sent, and what happens to the connection. */
export class GraphEndpoint {
  constructor(
    readonly service: GraphService,
    readonly verifier: TokenVerifier,
    /** Told of every exchange, where test runs ask for it. */
    readonly observe?: (exchange: Exchange) => void,
  ) {}

  /** Is that an address of Graph, of another version or of none? */
  lacksVersion(url: string): boolean {
    const first = /^\/([^/?]+)/.exec(url)?.[1] ?? "";
    return /^(beta|v\d)/i.test(first) || this.service.router.begins(first);
  }

  refuseVersion(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const asked = askedOf(request, request.url ?? "/");
    return this.#send(asked, response, this.service.refuse(asked, graphFaults.invalidVersion()));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let asked = askedOf(request, (request.url ?? "").slice(prefix.length) || "/");
    try {
      // Most callers are known, and then there is nothing to wait for.
      const caller = this.verifier.known(request.headers.authorization) ?? (await this.#caller(request));
      asked = { ...asked, caller };
      const mailbox = mailboxOf(asked.url);
      if (mailbox) response.once("close", this.service.world.throttle.enter(caller.appId, mailbox));
      const sent = sendsBody(request) ? await readBody(request) : undefined;
      const body = sent && parseJsonBody(sent, request.headers["content-type"], asked.url);
      asked = { ...asked, uploaded: sent?.length ?? 0, ...(body === undefined ? {} : { body }) };
      await this.#serve({ ...asked, caller }, response);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      if (!asked.caller) request.resume();
      if (error.status === 413) response.setHeader("Connection", "close");
      await this.#send(asked, response, this.service.refuse(asked, error));
    }
  }

  async #serve(request: GraphRequest, response: ServerResponse): Promise<void> {
    const { gate } = this.service.world;
    if (gate.closed) await gate.passed();
    const served = this.service.serve(request);
    if (served.held) await gate.hold({ method: request.method, path: request.url });
    await this.#send(request, response, served, request.body);
  }

  async #send(asked: Asked, response: ServerResponse, served: Served, sent?: unknown): Promise<void> {
    const { method, url } = asked;
    const { accept, prefer } = asked.headers;
    const { status, body, text } = served.reply;
    const headers = headersOf(served, accept);
    this.observe?.({
      method,
      url,
      accept,
      prefer,
      status,
      headers,
      body,
      text: text?.content,
      sent,
      item: false,
    });
    if (served.delay > 0) await wait(served.delay);
    deliver(response, served, headers);
  }

  #caller(request: IncomingMessage): Caller | Promise<Caller> {
    if (metadataPath.test(request.url ?? "")) return portalAdmin;
    return this.verifier.verify(request.headers.authorization);
  }
}

function askedOf(request: IncomingMessage, url: string): Asked {
  // Node joins repeated headers; those that are lists of strings are none that matter here.
  const headers = request.headers as Readonly<Record<string, string | undefined>>;
  return { method: request.method ?? "GET", url, headers, via: "http", caller: undefined };
}

function sendsBody({ method }: IncomingMessage): boolean {
  return method !== "GET" && method !== "DELETE" && method !== "HEAD";
}

/** The headers of an answer, with those that tell what its body is. */
function headersOf({ reply, headers }: Served, accept: string | undefined): Record<string, string> {
  if (reply.text) return { ...headers, "Content-Type": reply.text.type };
  if (!reply.body) return headers;
  const version = reply.status < 400 ? { "OData-Version": "4.0" } : {};
  return { ...version, "Content-Type": contentTypeOf(reply.status, accept), ...headers };
}

function deliver(response: ServerResponse, { reply, cut }: Served, headers: Record<string, string>): void {
  if (cut === "cut-before" || cut === "cut-after") response.socket?.destroy();
  else if (cut === "cut-body")
    cutWithinBody(response, reply.status, JSON.stringify(reply.body ?? {}), headers);
  else if (reply.text) response.writeHead(reply.status, headers).end(reply.text.content);
  else sendJson(response, reply.status, reply.body, headers);
}

/** Promises the whole body, sends half of it and breaks the connection. */
function cutWithinBody(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string>,
): void {
  response.writeHead(status, { ...headers, "Content-Length": Math.max(Buffer.byteLength(text), 2) });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
}
