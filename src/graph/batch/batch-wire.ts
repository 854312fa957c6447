import type { GraphAnswer, GraphCall } from "../call";
import { isRecord } from "../wire";

/** What Graph takes in one batch. */
export const BATCH_SIZE = 20;

/** The body of a `$batch` POST: ids are the positions. Nothing in it waits for anything (`dependsOn`). */
export function batchBody(calls: readonly GraphCall[]): { requests: unknown[] } {
  return {
    requests: calls.map((call, index) => ({
      id: String(index),
      method: call.method,
      url: call.path,
      ...itemHeaders(call),
      ...(hasBody(call) ? { body: call.body ?? {} } : {}),
    })),
  };
}

/** A batch with a write that has no body is refused as a whole, so that what needs none, such as publishing, has an empty one. */
function hasBody({ method, body }: GraphCall): boolean {
  return body !== undefined || method === "POST" || method === "PATCH";
}

function itemHeaders(call: GraphCall): { headers?: Record<string, string> } {
  const headers = {
    ...call.headers,
    ...(hasBody(call) ? { "Content-Type": "application/json" } : {}),
  };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

/** The answers in the order of the calls; an item that Graph left out has got no answer. */
export function batchAnswers(body: unknown, size: number): GraphAnswer[] {
  const responses = isRecord(body) && Array.isArray(body["responses"]) ? body["responses"] : [];
  const byId = new Map<string, GraphAnswer>();
  for (const response of responses) {
    if (isRecord(response)) byId.set(String(response["id"]), itemAnswer(response));
  }
  return Array.from({ length: size }, (_, index) => byId.get(String(index)) ?? noAnswer());
}

function itemAnswer(response: Record<string, unknown>): GraphAnswer {
  const status = Number(response["status"]);
  return {
    status: Number.isInteger(status) ? status : 0,
    headers: lowerCased(response["headers"]),
    body: response["body"],
  };
}

function lowerCased(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function noAnswer(): GraphAnswer {
  return {
    status: 0,
    headers: {},
    body: undefined,
    cause: new Error("the batch holds no answer for this item"),
  };
}
