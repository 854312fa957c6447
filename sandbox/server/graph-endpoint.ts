import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../base/json";
import { errorBody, type GraphRequest, type GraphService, type Served } from "../graph/serve";
import type { TokenVerifier } from "../identity/token-verifier";
import { type Caller, portalAdmin, type Reply } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { contentTypeOf } from "../odata/metadata-level";
import { parseJsonBody, readBody, sendJson } from "./bodies";

const prefix = "/v1.0";
const metadataPath = /^\/v1\.0\/\$metadata(\?|$)/i;
const mailboxPath = /^\/solutions\/bookingBusinesses(?:\/([^/?]+)|\('([^']+)'\))/i;

/** A request to Graph and the answer to it, as a test run is told of them. */
export interface Exchange {
  readonly method: string;
  /** Path and query below `/v1.0`. */
  readonly url: string;
  readonly accept: string | undefined;
  readonly prefer: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON body. */
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

  refuseVersion(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    this.#refuse(request, request.url ?? "/", response, graphFaults.invalidVersion(), undefined);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = (request.url ?? "").slice(prefix.length) || "/";
    // Most callers are known, and then there is nothing to wait for.
    const known = this.verifier.known(request.headers.authorization);
    const caller = known ?? (await this.#caller(request, url, response));
    if (!caller) return;
    const leave = this.#enter(caller, url);
    response.once("close", leave);
    let graphRequest: GraphRequest;
    try {
      const sent = sendsBody(request) ? await readBody(request) : undefined;
      const body = sent && parseJsonBody(sent, request.headers["content-type"], url);
      graphRequest = this.#request(request, url, caller, body, sent?.length ?? 0);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      if (error.status === 413) response.setHeader("Connection", "close");
      this.#refuse(request, url, response, error, caller);
      return;
    }
    const { gate } = this.service.world;
    if (gate.closed) await gate.passed();
    const served = this.service.serve(graphRequest);
    if (served.held) await gate.hold({ method: graphRequest.method, path: url });
    const headers = headersOf(served, request.headers.accept);
    this.#tell(request, url, served.reply, headers, graphRequest.body);
    if (served.delay > 0) await wait(served.delay);
    deliver(response, served, headers);
  }

  #tell(
    request: IncomingMessage,
    url: string,
    { status, body, text }: Reply,
    headers: Record<string, string>,
    sent: unknown,
  ): void {
    if (!this.observe) return;
    const { accept, prefer } = request.headers;
    const method = request.method ?? "";
    const told = { accept, prefer: prefer?.toString(), text: text?.content, item: false };
    this.observe({ method, url, status, headers, body, sent, ...told });
  }

  #request(
    request: IncomingMessage,
    url: string,
    caller: Caller,
    body: unknown,
    uploaded: number,
  ): GraphRequest {
    // Node joins repeated headers; those that are lists of strings are none that matter here.
    const headers = request.headers as Readonly<Record<string, string | undefined>>;
    return {
      method: request.method ?? "GET",
      url,
      headers,
      caller,
      via: "http",
      uploaded,
      ...(body === undefined ? {} : { body }),
    };
  }

  /** The caller; when there is none, the request is refused here. */
  async #caller(
    request: IncomingMessage,
    url: string,
    response: ServerResponse,
  ): Promise<Caller | undefined> {
    if (metadataPath.test(request.url ?? "")) return portalAdmin;
    try {
      return await this.verifier.verify(request.headers.authorization);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      request.resume();
      this.#refuse(request, url, response, error, undefined);
      return undefined;
    }
  }

  #enter(caller: Caller, url: string): () => void {
    const mailbox = mailboxPath.exec(url);
    const name = mailbox?.[1] ?? mailbox?.[2];
    if (name === undefined) return () => {};
    let decoded = name;
    try {
      decoded = decodeURIComponent(name);
    } catch {
      // The path parser refuses it a moment later.
    }
    return this.service.world.throttle.enter(caller.appId, decoded.toLowerCase());
  }

  /** Refuses what never reached an operation; it is in the log all the same. */
  #refuse(
    request: IncomingMessage,
    url: string,
    response: ServerResponse,
    fault: GraphFault,
    caller: Caller | undefined,
  ): void {
    const { world } = this.service;
    const requestId = randomUUID();
    const clientRequestId = String(request.headers["client-request-id"] ?? requestId).slice(0, 100);
    world.log.record({
      time: world.clock.now(),
      who: caller?.name ?? "",
      appId: caller?.appId ?? "",
      kind: caller?.kind ?? "unknown",
      via: "http",
      method: request.method ?? "",
      path: url,
      operation: "refused",
      status: fault.status,
      effect: "none",
      requestId,
      clientRequestId,
      milliseconds: 0,
      error: fault.code,
    });
    const headers = {
      "Content-Type": contentTypeOf(fault.status, request.headers.accept),
      "request-id": requestId,
      "client-request-id": clientRequestId,
      ...fault.headers,
    };
    const body = errorBody(world, fault, { requestId, clientRequestId });
    this.#tell(request, url, { status: fault.status, body }, headers, undefined);
    sendJson(response, fault.status, body, headers);
  }
}

function sendsBody({ method }: IncomingMessage): boolean {
  return method !== "GET" && method !== "DELETE" && method !== "HEAD";
}

/** The headers of an answer, with those that tell what its body is. */
function headersOf({ reply, headers }: Served, accept: string | undefined): Record<string, string> {
  if (reply.text) return { ...headers, "Content-Type": reply.text.type };
  if (!reply.body) return headers;
  const type = { "Content-Type": contentTypeOf(reply.status, accept) };
  const version = reply.status < 400 ? { "OData-Version": "4.0" } : {};
  return { ...version, "Cache-Control": "no-cache", ...type, ...headers };
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
