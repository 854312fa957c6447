import type { JsonObject } from "../base/json";
import type { Call } from "./call";
import { GraphFault, graphFaults } from "./graph-fault";

function wholeNumber(call: Call, option: string): number | undefined {
  const text = call.query.get(option);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw graphFaults.badRequest(`Invalid value '${text}' for ${option} query option found.`);
}

function nextLink(call: Call, offset: number): string {
  const options = [...call.query].filter(([name]) => name !== "$skiptoken");
  const text = [...options, ["$skiptoken", Buffer.from(String(offset)).toString("base64url")]]
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`)
    .join("&");
  // Through a proxy or a forwarder, Graph is what the client called it.
  const host = call.input.headers["host"];
  const base = host && /^[\w.-]+(:\d+)?$/.test(host) ? `https://${host}/v1.0` : call.world.graphUrl;
  return `${base}${call.input.path}?${text}`;
}

/** Cuts a list by `$top` and `$skiptoken`, with the link to the next page and the count when it is asked for. */
export function page<T>(
  call: Call,
  all: readonly T[],
  limits: { size: number; largest: number; emptyFirst: boolean },
): { items: T[]; extra: JsonObject } {
  const top = wholeNumber(call, "$top") ?? limits.size;
  if (top < 1 || top > limits.largest) {
    throw graphFaults.unsupportedQuery(
      `Invalid page size specified: '${top}'. Must be between 1 and ${limits.largest} inclusive.`,
    );
  }
  const token = call.query.get("$skiptoken");
  const written = token === undefined ? "0" : Buffer.from(token, "base64url").toString();
  const offset = Number(written);
  if (!/^\d{1,9}$/.test(written))
    throw new GraphFault(
      400,
      "Directory_ExpiredPageToken",
      "The specified page token value has expired and can no longer be included in your request.",
    );
  // Graph's page on paging: a page may hold zero results and still have a next link.
  const end = limits.emptyFirst && token === undefined && all.length > 0 ? 0 : offset + top;
  const counted = call.query.get("$count") === "true" ? { "@odata.count": all.length } : {};
  const next = end < all.length ? { "@odata.nextLink": nextLink(call, end) } : {};
  return { items: all.slice(offset, end), extra: { ...counted, ...next } };
}
