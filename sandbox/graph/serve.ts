import { randomUUID } from "node:crypto";
import type { JsonObject } from "../base/json";
import { assertPermitted } from "../directory/rights";
import { resourceAt, type Segment } from "../model/resource-at";
import { propertyNames } from "../model/type-of";
import { Call, type Caller, type Operation, type Reply } from "../odata/call";
import { GraphFault, graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { metadataLevel, withoutMetadata } from "../odata/metadata-level";
import { contextOf, selectProperties } from "../odata/present";
import { AskedOptions, parsePath, parseQuery, withPropertyNames } from "../odata/read-url";
import type { World } from "../store/world";
import type { Fault, FaultBook, Gate } from "./fault-book";
import type { RequestLog } from "./request-log";
import type { Route, Router } from "./router";
import type { Throttle } from "./throttle";

/** The tenant as requests meet it: with faults, limits and the log, of which operations know nothing. */
export interface ServedWorld extends World {
  readonly faults: FaultBook;
  readonly gate: Gate;
  readonly throttle: Throttle;
  readonly log: RequestLog;
}

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

/** A request of which it may be unknown whose it is. */
export type Asked = Omit<GraphRequest, "caller"> & { readonly caller: Caller | undefined };

/** The answer, and what is to happen to the connection. */
export interface Served {
  readonly reply: Reply;
  readonly headers: Readonly<Record<string, string>>;
  readonly delay: number;
  readonly cut: Fault["kind"] | undefined;
  readonly held: boolean;
}

/** The faults with which a request gets lost on its way. */
const nothingDone: ReadonlySet<Fault["kind"]> = new Set(["cut-before", "hold-before"]);

interface Trace {
  readonly request: Asked;
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly started: number;
  operation: string;
  mailbox: string | undefined;
  fault: Fault | undefined;
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

  serve(request: GraphRequest): Served {
    const trace = traceOf(request);
    let route: Route | undefined;
    let reply: Reply;
    try {
      const [path = "", query = ""] = splitOnce(request.url, "?");
      const level = metadataLevel(request.headers["accept"], path);
      route = this.router.find(request.method, ownSegments(parsePath(path), request.caller));
      trace.operation = route.operation.name;
      trace.mailbox = route.params["business"]?.toLowerCase();
      if (request.via !== "portal")
        trace.fault = this.world.faults.next(trace.operation, request.method, path);
      const options = query === "" ? noOptions : readOptions(query, route.operation, path);
      const { params } = route;
      const call = new Call(this.world, { ...request, body: request.body, params, query: options, path });
      reply = this.#answer(finishing(route.operation, options), call, trace);
      if (level === "none" && reply.body) reply = { ...reply, body: withoutMetadata(reply.body) };
    } catch (error) {
      reply = this.#refusal(trace, asFault(this.world, error, route?.operation));
    }
    const { fault } = trace;
    return {
      reply,
      headers: { ...(reply.body ? { "Cache-Control": "no-cache" } : {}), ...headersOf(trace, reply) },
      delay: this.world.settings.latency + (fault?.delay ?? 0) + (reply.delay ?? 0),
      cut: cutOf(fault) ?? reply.cut,
      held: fault?.kind.startsWith("hold-") === true || reply.held === true,
    };
  }

  /** Refuses what never reaches an operation; it is in the log all the same. */
  refuse(request: Asked, fault: GraphFault): Served {
    const trace = { ...traceOf(request), operation: "refused" };
    const reply = this.#refusal(trace, fault);
    return { reply, headers: headersOf(trace, reply), delay: 0, cut: undefined, held: false };
  }

  #refusal(trace: Trace, { status, code, message, headers }: GraphFault): Reply {
    const innerError = {
      date: this.world.clock.iso().slice(0, 19),
      "request-id": trace.requestId,
      "client-request-id": trace.clientRequestId,
    };
    const reply = { status, headers, body: { error: { code, message, innerError } } };
    this.#record(trace, reply, false);
    return reply;
  }

  #answer(operation: Operation, call: Call, trace: Trace): Reply {
    const { request, fault, mailbox } = trace;
    if (fault?.fault) throw fault.fault;
    if (fault && nothingDone.has(fault.kind)) {
      const reply = { status: 0 };
      this.#record(trace, reply, false);
      return reply;
    }
    const selects = request.url.includes("$select");
    const metered = { caller: call.caller, operation, mailbox, selects, uploaded: request.uploaded ?? 0 };
    this.world.throttle.assertWithin(metered, request.via === "http");
    assertPermitted(this.world, call.caller, operation);
    return this.#run(operation, call, trace);
  }

  /** Reads need no transaction: nothing else runs meanwhile. A write and its line in the log are one transaction. */
  #run(operation: Operation, call: Call, trace: Trace): Reply {
    const { store } = this.world;
    // the items of a batch are transactions of their own, and lines of their own in the log
    const isWrite = operation.method !== "GET" && operation.name !== "batch";
    const run = (): Reply => {
      const before = store.writes;
      const reply = operation.run(call);
      this.#record(trace, reply, isWrite && store.writes > before);
      return reply;
    };
    if (isWrite) return store.transaction(run);
    store.staleRead = trace.fault?.kind === "stale-read";
    try {
      return run();
    } finally {
      store.staleRead = false;
    }
  }

  #record(trace: Trace, { status, body }: Reply, wrote: boolean): void {
    const { request, requestId, clientRequestId, operation } = trace;
    const { caller, via, method, url } = request;
    const made = status === 201 ? body?.["id"] : undefined;
    this.world.log.record({
      time: this.world.clock.now(),
      who: caller?.name ?? "",
      appId: caller?.appId ?? "",
      kind: caller?.kind ?? "unknown",
      via,
      method,
      path: url,
      operation,
      status,
      effect: wrote ? "write" : "none",
      requestId,
      clientRequestId,
      milliseconds: Date.now() - trace.started,
      ...(status >= 400 ? { error: codeOf(body) } : {}),
      ...(typeof made === "string" ? { made } : {}),
    });
  }
}

function traceOf(request: Asked): Trace {
  const requestId = randomUUID();
  const clientRequestId = request.headers["client-request-id"]?.slice(0, 100) ?? requestId;
  const started = Date.now();
  return {
    request,
    requestId,
    clientRequestId,
    started,
    operation: "unknown",
    mailbox: undefined,
    fault: undefined,
  };
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

const words: Readonly<Record<string, string>> = { $orderby: "OrderBy" };

function refuse(option: string): never {
  const word = words[option] ?? `${option.slice(1, 2).toUpperCase()}${option.slice(2)}`;
  throw graphFaults.badRequest(
    `The query specified in the URI is not valid. Query option '${word}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
  );
}

function counted(body: JsonObject): JsonObject {
  const { "@odata.context": context, value, ...rest } = body;
  return Array.isArray(value) && context !== undefined && value
    ? { "@odata.context": context, "@odata.count": value.length, ...rest, value }
    : body;
}

function selected(call: Call, body: JsonObject, query: AskedOptions): JsonObject {
  const done = query.asked("$select");
  const names = call.select();
  const resource = names && resourceAt(parsePath(call.input.path));
  if (!names || resource?.kind !== "entity") return body;
  const shown = done ? body : selectProperties(resource.type ?? "", body, names);
  const context = shown["@odata.context"];
  return typeof context === "string" ? { ...shown, "@odata.context": contextOf(context, names) } : shown;
}

/**
 * Does what the query asks and the operation itself did not: `$select` everywhere, `$count` in lists of Bookings. What
 * no one does is refused, never ignored.
 */
function finishQuery(operation: Operation, call: Call, query: AskedOptions, reply: Reply): Reply {
  if (query.size === 0 || reply.status >= 400) return reply;
  const select = query.asked("$select");
  let { body } = reply;
  if (body) body = selected(call, body, query);
  if (body && operation.workload === "bookings" && query.get("$count") === "true") body = counted(body);
  const ignored = query.ignored().find((name) => name !== "$format" && !(name === "$select" && select));
  if (ignored !== undefined) refuse(ignored);
  return body ? { ...reply, body } : reply;
}
