import type { ServerResponse } from "node:http";
import type { JsonObject } from "../json";
import { jsonText } from "../odata/json-text";

/** Sends a JSON answer, or none at all. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: JsonObject | undefined,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (body === undefined) {
    response.writeHead(status, { ...headers, ...(status === 204 ? {} : { "Content-Length": 0 }) }).end();
    return;
  }
  const { text, bytes } = jsonText(body);
  response
    .writeHead(status, {
      "Content-Type": "application/json",
      "Content-Length": bytes,
      ...headers,
    })
    .end(text);
}
