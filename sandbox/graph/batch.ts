import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { graphFaults } from "../odata/faults-of-graph";
import { GraphFault } from "../odata/graph-fault";
import { mailboxConcurrency } from "../throttle/mailbox-concurrency";
import type { Call } from "./call";
import type { Operation } from "./operation";
import type { GraphService } from "./serve";

const most = 20;
const perMailbox = 4;

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: JsonValue | undefined;
  readonly dependsOn: readonly string[];
}

function readItem(value: JsonValue): Item {
  if (!isJsonObject(value)) throw graphFaults.badRequest("Invalid batch payload format.");
  const { id, method, url, headers, body, dependsOn } = value;
  if (typeof id !== "string" || typeof method !== "string" || typeof url !== "string" || id === "") {
    throw graphFaults.badRequest("Invalid batch payload format.");
  }
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

function readItems(body: JsonObject): Item[] {
  const requests = body["requests"];
  if (!Array.isArray(requests)) throw graphFaults.badRequest("Invalid batch payload format.");
  if (requests.length > most) {
    throw graphFaults.badRequest(`Number of batch request steps exceeds the maximum value of ${most}.`);
  }
  const items = requests.map(readItem);
  const ids = new Set<string>();
  for (const item of items) {
    // An item may wait for earlier ones only, so that no two wait for each other.
    if (ids.has(item.id)) throw graphFaults.badRequest(`Request Id: ${item.id} has to be unique in a batch.`);
    const unknown = item.dependsOn.find((other) => !ids.has(other));
    if (unknown !== undefined)
      throw graphFaults.badRequest(`Request Id: ${unknown} in dependsOn does not exist before ${item.id}.`);
    ids.add(item.id);
  }
  return items;
}

function errorBody(fault: GraphFault): JsonObject {
  return { error: { code: fault.code, message: fault.message } };
}

function lostAnswer(): { status: number; headers: Record<string, string>; body: JsonObject } {
  const fault = new GraphFault(504, "GatewayTimeout", "The gateway did not receive a timely response.");
  return { status: fault.status, headers: {}, body: errorBody(fault) };
}

/** The calendar that an item goes to, in lower case. */
function mailboxOf(item: Item): string | undefined {
  const found = /^\/solutions\/bookingBusinesses(?:\/([^/?]+)|\('([^']+)'\))/i.exec(item.url);
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

/** Answers the items of one batch in their order. */
class BatchRun {
  readonly #status = new Map<string, number>();
  readonly #perMailbox = new Map<string, number>();
  /** The slowest item's, as they run side by side. */
  delay = 0;
  /** An item waits, and with it the whole batch. */
  held = false;
  /** That item got lost on its way: those behind it never came, and nobody gets an answer. */
  lost = false;

  constructor(
    readonly call: Call,
    readonly service: GraphService,
  ) {}

  answer(item: Item): JsonObject {
    if (this.lost) return { id: item.id, status: 0 };
    const { status, headers, body } = this.#outcome(item);
    this.#status.set(item.id, status);
    return { id: item.id, status, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
  }

  #outcome(item: Item): { status: number; headers: Readonly<Record<string, string>>; body?: JsonValue } {
    const refused = this.#refusal(item);
    if (refused) return { status: refused.status, headers: refused.headers, body: errorBody(refused) };
    const { method, url, body, headers } = item;
    const caller = this.call.caller;
    const served = this.service.serve({
      method,
      url,
      headers,
      caller,
      via: "batch",
      ...(body === undefined ? {} : { body, uploaded: Buffer.byteLength(JSON.stringify(body)) }),
    });
    this.delay = Math.max(this.delay, served.delay);
    this.held ||= served.held;
    this.lost ||= served.held && served.cut !== undefined;
    // A cut behind the batch's back: whether or not it was done, the item's answer is lost.
    if (served.cut) return lostAnswer();
    const { status, headers: more, body: json, text } = served.reply;
    if (text) return { status, headers: { "Content-Type": text.type, ...more }, body: text.content };
    return json
      ? { status, headers: { "Content-Type": "application/json", ...more }, body: json }
      : { status, headers: { ...more } };
  }

  #refusal(item: Item): GraphFault | undefined {
    const failed = item.dependsOn.some((id) => (this.#status.get(id) ?? 500) >= 400);
    if (failed) return new GraphFault(424, "FailedDependency", "Failed Dependency");
    if (item.url.toLowerCase().startsWith("/$batch"))
      return graphFaults.badRequest("A batch cannot hold a batch.");
    if (item.body !== undefined && !/json/i.test(item.headers["content-type"] ?? "")) {
      return graphFaults.badRequest(
        `Write request id : ${item.id} does not contain Content-Type header or body.`,
      );
    }
    const mailbox = mailboxOf(item);
    if (mailbox === undefined) return undefined;
    if (!this.call.world.settings.batch)
      return new GraphFault(501, "NotImplemented", "Batching is not supported for this resource.");
    return this.#tooMany(mailbox, item);
  }

  /** Items that wait for others do not run at the same time as they do. */
  #tooMany(mailbox: string, item: Item): GraphFault | undefined {
    if (!this.call.world.settings.throttling || item.dependsOn.length > 0) return undefined;
    const count = (this.#perMailbox.get(mailbox) ?? 0) + 1;
    this.#perMailbox.set(mailbox, count);
    return count > perMailbox ? mailboxConcurrency() : undefined;
  }
}

/** POST /$batch, over the operations of that service. */
export function batchOperation(service: () => GraphService): Operation {
  return {
    name: "batch",
    method: "POST",
    path: "/$batch",
    workload: "none",
    run: (call) => {
      const run = new BatchRun(call, service());
      const responses = readItems(call.rawBody()).map((item) => run.answer(item));
      if (run.lost) return { status: 0, held: true, cut: "cut-before" };
      return { status: 200, body: { responses }, delay: run.delay, ...(run.held && { held: true }) };
    },
  };
}
