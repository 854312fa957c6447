import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { type Call, type Operation, operation } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { contentTypeOf } from "../odata/metadata-level";
import type { Settings } from "../store/settings";
import type { GraphService } from "./serve";
import { mailboxConcurrency, mailboxOf } from "./throttle";

const perMailbox = 4;

interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** Clients read an item's body by its type, so that a refusal has one too. */
function refusal(fault: GraphFault): Outcome {
  const { status, code, message } = fault;
  const headers = { "Content-Type": contentTypeOf(status, undefined), ...fault.headers };
  return { status, headers, body: { error: { code, message } } };
}

function jsonAnswer(status: number, more: Outcome["headers"], body: JsonObject, accept?: string): Outcome {
  const version = status < 400 ? { "OData-Version": "4.0" } : {};
  const type = { "Content-Type": contentTypeOf(status, accept) };
  return { status, headers: { "Cache-Control": "no-cache", ...version, ...type, ...more }, body };
}

class BatchRun {
  readonly #status = new Map<string, number>();
  readonly #perMailbox = new Map<string, number>();
  /** The slowest item's, as they run side by side. */
  delay = 0;
  /** An item waits, and with it the whole batch. */
  held = false;
  /** That item got lost on its way: those behind it never came, and no one gets an answer. */
  lost = false;

  constructor(
    readonly call: Call,
    readonly service: GraphService,
  ) {}

  answer(item: BatchItem): JsonObject {
    if (this.lost) return { id: item.id, status: 0 };
    const { status, headers, body } = this.#outcome(item);
    this.#status.set(item.id.toLowerCase(), status);
    return { id: item.id, status, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
  }

  #outcome(item: BatchItem): Outcome {
    const refused = this.#refusal(item);
    if (refused) return refusal(refused);
    const { method, url, body, headers } = item;
    const caller = this.call.caller;
    const served = this.service.serve({
      method,
      url,
      headers: { ...headers, host: this.call.input.headers["host"] },
      caller,
      via: "batch",
      ...(body === undefined ? {} : { body, uploaded: Buffer.byteLength(JSON.stringify(body)) }),
    });
    this.delay = Math.max(this.delay, served.delay);
    this.held ||= served.held;
    this.lost ||= served.held && served.cut !== undefined;
    // A cut behind the batch's back: whether or not it was done, the item's answer is lost.
    if (served.cut)
      return refusal(new GraphFault(504, "GatewayTimeout", "The gateway did not receive a timely response."));
    const { status, headers: more, body: json, text } = served.reply;
    if (text) return { status, headers: { "Content-Type": text.type, ...more }, body: text.content };
    return json ? jsonAnswer(status, more ?? {}, json, headers["accept"]) : { status, headers: { ...more } };
  }

  #refusal(item: BatchItem): GraphFault | undefined {
    const failed = item.dependsOn.some((id) => (this.#status.get(id.toLowerCase()) ?? 500) >= 400);
    if (failed) return new GraphFault(424, "FailedDependency", "Failed Dependency");
    if (item.url.toLowerCase().startsWith("/$batch"))
      return graphFaults.badRequest("A batch cannot hold a batch.");
    const mailbox = mailboxOf(item.url);
    if (mailbox === undefined) return undefined;
    if (!this.call.world.settings.batch)
      return new GraphFault(501, "NotImplemented", "Batching is not supported for this resource.");
    return this.#tooMany(mailbox, item);
  }

  /** Items that wait for others do not run at the same time as they do. */
  #tooMany(mailbox: string, item: BatchItem): GraphFault | undefined {
    if (!this.call.world.settings.throttling || item.dependsOn.length > 0) return undefined;
    const count = (this.#perMailbox.get(mailbox) ?? 0) + 1;
    this.#perMailbox.set(mailbox, count);
    return count > perMailbox ? mailboxConcurrency() : undefined;
  }
}

/** Batches over the operations of that service. */
export function batchOperation(service: () => GraphService): Operation {
  return operation("batch", "POST /$batch", (call) => {
    const run = new BatchRun(call, service());
    const items = readBatchItems(call.rawBody(), call.world.settings.batchOrder);
    const responses = items.map((item) => run.answer(item));
    if (run.lost) return { status: 0, held: true, cut: "cut-before" };
    return { status: 200, body: { responses }, delay: run.delay, ...(run.held && { held: true }) };
  });
}

const most = 20;

function malformed(): never {
  throw graphFaults.badRequest("Invalid batch payload format.");
}

function readItem(value: JsonValue): BatchItem {
  if (!isJsonObject(value)) return malformed();
  const { method, url, headers, body, dependsOn } = value;
  // Clients that ship send numbers: CLI for Microsoft 365, dist/utils/entraUser.js.
  const id = typeof value["id"] === "number" ? String(value["id"]) : value["id"];
  if (typeof id !== "string" || typeof method !== "string" || typeof url !== "string" || id === "")
    return malformed();
  // Addresses are relative to the version: msgraph-sdk-javascript#1451, microsoft-graph-docs-contrib#8576.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return malformed();
  const sent = isJsonObject(headers) ? Object.entries(headers) : [];
  return {
    id,
    method: method.toUpperCase(),
    url: url.startsWith("/") ? url : `/${url}`,
    headers: Object.fromEntries(sent.map(([name, text]) => [name.toLowerCase(), String(text)])),
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

/**
 * What writes has a body and says what it is, even if the body is `{}`; otherwise none of the batch is done: json-batching.md,
 * msgraph-sdk-dotnet#2628 for no body, Softeria/ms-365-mcp-server#677 for a body without its type.
 */
function assertWrites({ id, method, headers, body }: BatchItem): void {
  if (method === "GET" || method === "DELETE") return;
  if (body === undefined)
    throw graphFaults.badRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
  if (!headers["content-type"])
    throw graphFaults.badRequest(`Write request with id '${id}' does not contain a Content-Type header.`);
}

/** Ids are the same in either case (json-batching.md), and an item may wait for earlier ones only (msgraph-sdk-dotnet-core#891). */
function assertNamed(items: readonly BatchItem[]): void {
  const ids = new Set<string>();
  for (const { id, dependsOn } of items) {
    if (ids.has(id.toLowerCase()))
      throw graphFaults.badRequest(`Request Id: ${id} has to be unique in a batch.`);
    if (dependsOn.some((other) => !ids.has(other.toLowerCase())))
      throw graphFaults.badRequest(`Invalid dependency for request Id: ${id}.`);
    ids.add(id.toLowerCase());
  }
}

/** The items of a batch; what is wrong with one of them refuses the whole. */
function readBatchItems(body: JsonObject, order: Settings["batchOrder"]): BatchItem[] {
  const requests = body["requests"];
  if (!Array.isArray(requests)) return malformed();
  if (requests.length > most)
    throw graphFaults.badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`);
  const items = requests.map(readItem);
  items.forEach(assertWrites);
  assertNamed(items);
  // Words and rule are from microsoft-graph-docs#16280; the tip in json-batching.md says the same.
  if (order === "whole" && !isWholeOrder(items))
    throw graphFaults.badRequest("Batch should be either fully sequential or fully parallel.");
  return items;
}

function isSequential(items: readonly BatchItem[]): boolean {
  return items.every(({ dependsOn }, at) => {
    const before = items[at - 1]?.id.toLowerCase();
    return before === undefined
      ? dependsOn.length === 0
      : dependsOn.length === 1 && dependsOn[0]?.toLowerCase() === before;
  });
}

/**
 * Does nothing wait, or each item for the one before it? Of other orders, Microsoft's client for JavaScript lets one through,
 * in which everything that waits does so for the same item.
 */
function isWholeOrder(items: readonly BatchItem[]): boolean {
  const waited = new Set(items.flatMap(({ dependsOn }) => dependsOn.map((id) => id.toLowerCase())));
  return waited.size < 2 || isSequential(items);
}

/** One request within a batch. */
interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: JsonValue | undefined;
  readonly dependsOn: readonly string[];
}
