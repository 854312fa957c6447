import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { graphFaults } from "../odata/faults-of-graph";
import type { Settings } from "../settings/settings";
import type { BatchItem } from "./batch-item";
import { isWholeOrder } from "./batch-order";

const most = 20;

function malformed(): never {
  throw graphFaults.badRequest("Invalid batch payload format.");
}

function readItem(value: JsonValue): BatchItem {
  if (!isJsonObject(value)) return malformed();
  const { id, method, url, headers, body, dependsOn } = value;
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
export function readBatchItems(body: JsonObject, order: Settings["batchOrder"]): BatchItem[] {
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
