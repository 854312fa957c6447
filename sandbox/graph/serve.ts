import { randomUUID } from "node:crypto";
import type { JsonObject } from "../base/json";
import { assertPermitted } from "../directory/rights";
import { resourceAt, type Segment } from "../model/resource-at";
import { propertyNames } from "../model/type-of";
import { Call, type Caller, type Operation, type Reply } from "../odata/call";
import { GraphFault, graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { metadataLevel, withoutMetadata } from "../odata/metadata-level";
import { parsePath } from "../odata/parse-path";
import { AskedOptions, parseQuery, withPropertyNames } from "../odata/query-options";
import type { Fault } from "./fault-rule";
import { finishQuery } from "./finish-query";
import type { Route, Router } from "./router";
import type { ServedWorld } from "./served-world";

/** A request to Graph, by itself or within a batch. */
export interface GraphRequest {
  readonly method: string;
  /** Path and query below `/v1.0`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Bytes of the body as it was sent. */
  readonly uploaded?: number;
  readonly caller: Caller;
  /** `batch` when it is an item of one. */
  readonly via: "http" | "batch" | "portal";
}

/** The answer, and what is to happen to the connection. */
export interface Served {
  readonly reply: Reply;
  readonly headers: Readonly<Record<string, string>>;
  readonly delay: number;
  readonly cut: Fault["kind"] | undefined;
  /** Whether the answer waits until someone lets it go. */
  readonly held: boolean;
}

/** The faults with which a request gets lost on its way. */
const nothingDone: ReadonlySet<Fault["kind"]> = new Set(["cut-before", "hold-before"]);

interface Trace {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly started: number;
  operation: string;
  mailbox: string | undefined;
}

/** What Graph says of a refusal. */
export function errorBody(
  world: ServedWorld,
  fault: GraphFault,
  trace: Pick<Trace, "requestId" | "clientRequestId">,
): JsonObject {
  const innerError = {
    date: world.clock.iso().slice(0, 19),
    "request-id": trace.requestId,
    "client-request-id": trace.clientRequestId,
  };
  return { error: { code: fault.code, message: fault.message, innerError } };
}

/** What a thrown thing is in Graph's words. A defect of the sandbox is a 500 too, and is shown on stderr. */
function asFault(world: ServedWorld, error: unknown, operation: Operation | undefined): GraphFault {
  if (error instanceof GraphFault) return error;
  if (error instanceof InvalidBodyError) {
    const unknown = operation?.workload === "bookings" && world.settings.invalidBody === "unknownError";
    const code = operation?.workload === "directory" ? "Request_BadRequest" : "BadRequest";
    return unknown ? graphFaults.unknownError() : new GraphFault(400, code, error.message);
  }
  console.error("sandbox defect:", error);
  return new GraphFault(500, "generalException", "General exception while processing.");
}

/** Shared by requests without a query: it holds nothing, so that what was asked of it does not matter. */
const noOptions = new AskedOptions(new Map());

/** The query of a request. The directory takes property names in any letter case, as clients that ship rely on. */
function readOptions(query: string, { workload }: Operation, path: string): AskedOptions {
  const options = parseQuery(query);
  const type = workload === "directory" ? resourceAt(parsePath(path))?.type : undefined;
  return new AskedOptions(type ? withPropertyNames(options, propertyNames(type)) : options);
}

/** `/me/…` is `/users/{caller}/…`. */
function ownSegments(segments: readonly Segment[], caller: Caller): readonly Segment[] {
  const [first, ...rest] = segments;
  if (first?.text.toLowerCase() !== "me" || rest.length === 0) return segments;
  if (caller.kind !== "delegated")
    throw graphFaults.badRequest("/me request is only valid with delegated authentication flow.");
  return [{ ...first, text: "users" }, { text: caller.objectId, isKey: false }, ...rest];
}

/** The operation, refusing query options that it does not know; within its transaction, so that nothing is done then. */
function finishing(operation: Operation, options: AskedOptions): Operation {
  if (options.size === 0) return operation;
  return { ...operation, run: (call) => finishQuery(operation, call, options, operation.run(call)) };
}

/** Runs requests through routing, faults, limits and permissions to their operation. */
export class GraphService {
  constructor(
    readonly world: ServedWorld,
    readonly router: Router,
  ) {}

  /** Answers one request, completely and at once. */
  serve(request: GraphRequest): Served {
    const trace = this.#trace(request);
    let fault: Fault | undefined;
    let route: Route | undefined;
    let reply: Reply;
    try {
      const [path = "", query = ""] = splitOnce(request.url, "?");
      const level = metadataLevel(request.headers["accept"], path);
      route = this.router.find(request.method, ownSegments(parsePath(path), request.caller));
      trace.operation = route.operation.name;
      trace.mailbox = route.params["business"]?.toLowerCase();
      fault =
        request.via === "portal" ? undefined : this.world.faults.next(trace.operation, request.method, path);
      const options = query === "" ? noOptions : readOptions(query, route.operation, path);
      const call = new Call(this.world, {
        ...request,
        body: request.body,
        params: route.params,
        query: options,
        path,
      });
      reply = this.#answer(finishing(route.operation, options), call, fault, trace, request);
      if (level === "none" && reply.body) reply = { ...reply, body: withoutMetadata(reply.body) };
    } catch (error) {
      const refused = asFault(this.world, error, route?.operation);
      reply = {
        status: refused.status,
        headers: refused.headers,
        body: errorBody(this.world, refused, trace),
      };
      this.#record(request, trace, reply, false);
    }
    return {
      reply,
      headers: headersOf(trace, reply),
      delay: this.world.settings.latency + (fault?.delay ?? 0) + (reply.delay ?? 0),
      cut: cutOf(fault) ?? reply.cut,
      held: fault?.kind.startsWith("hold-") === true || reply.held === true,
    };
  }

  #trace(request: GraphRequest): Trace {
    const requestId = randomUUID();
    const clientRequestId = request.headers["client-request-id"]?.slice(0, 100) ?? requestId;
    return { requestId, clientRequestId, started: Date.now(), operation: "unknown", mailbox: undefined };
  }

  #answer(
    operation: Operation,
    call: Call,
    fault: Fault | undefined,
    trace: Trace,
    request: GraphRequest,
  ): Reply {
    if (fault?.fault) throw fault.fault;
    if (fault && nothingDone.has(fault.kind)) {
      const reply = { status: 0 };
      this.#record(request, trace, reply, false);
      return reply;
    }
    const selects = request.url.includes("$select");
    const { uploaded = 0 } = request;
    const metered = { caller: call.caller, operation, mailbox: trace.mailbox, selects, uploaded };
    this.world.throttle.assertWithin(metered, request.via === "http");
    assertPermitted(this.world, call.caller, operation);
    return this.#run(operation, call, fault, trace, request);
  }

  /** Reads need no transaction: nothing else runs meanwhile. A write and its line in the log are one transaction. */
  #run(
    operation: Operation,
    call: Call,
    fault: Fault | undefined,
    trace: Trace,
    request: GraphRequest,
  ): Reply {
    const { store } = this.world;
    // The items of a batch are transactions of their own.
    if (operation.method === "GET" || operation.name === "batch") {
      store.staleRead = fault?.kind === "stale-read";
      try {
        const reply = operation.run(call);
        this.#record(request, trace, reply, false);
        return reply;
      } finally {
        store.staleRead = false;
      }
    }
    return store.transaction(() => {
      const before = store.writes;
      const reply = operation.run(call);
      this.#record(request, trace, reply, store.writes > before);
      return reply;
    });
  }

  #record(request: GraphRequest, trace: Trace, reply: Reply, wrote: boolean): void {
    this.world.log.record({
      time: this.world.clock.now(),
      who: request.caller.name,
      appId: request.caller.appId,
      kind: request.caller.kind,
      via: request.via,
      method: request.method,
      path: request.url,
      operation: trace.operation,
      status: reply.status,
      effect: wrote ? "write" : "none",
      requestId: trace.requestId,
      clientRequestId: trace.clientRequestId,
      milliseconds: Date.now() - trace.started,
      ...(reply.status >= 400 ? { error: codeOf(reply.body) } : {}),
      ...madeBy(reply),
    });
  }
}

/** The id of what a request made. */
function madeBy({ status, body }: Reply): { made?: string } {
  const id = status === 201 ? body?.["id"] : undefined;
  return typeof id === "string" ? { made: id } : {};
}

function codeOf(body: JsonObject | undefined): string {
  const error = body?.["error"];
  return typeof error === "object" && error !== null && "code" in error ? String(error["code"]) : "";
}

function headersOf(trace: Trace, reply: Reply): Record<string, string> {
  return { "request-id": trace.requestId, "client-request-id": trace.clientRequestId, ...reply.headers };
}

function cutOf(fault: Fault | undefined): Fault["kind"] | undefined {
  if (fault?.kind === "hold-before") return "cut-before";
  return fault?.kind.startsWith("cut-") ? fault.kind : undefined;
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
