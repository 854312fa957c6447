import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "../base/json";
import { graphFaults } from "../odata/graph-fault";
import { jsonText } from "../odata/json-text";

const deepest = 64;

function depth(text: string): number {
  let [level, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === "\\") at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "{" || character === "[")) most = Math.max(most, ++level);
    else if (!quoted && (character === "}" || character === "]")) level -= 1;
  }
  return most;
}

function assertJson(contentType: string | undefined, url: string): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "") throw graphFaults.noContentType();
  if (/^(application|text)\/(.*\+)?json$/.test(type)) return;
  throw /^\/solutions\b/i.test(url)
    ? graphFaults.unsupportedMediaType(contentType ?? "")
    : graphFaults.onlyJson();
}

/** The JSON of a body; `undefined` when there is none. Refuses other media types, bad JSON and JSON that is too deep. */
export function parseJsonBody(body: Buffer, contentType: string | undefined, url: string): unknown {
  if (body.length === 0) return undefined;
  assertJson(contentType, url);
  const text = body.toString("utf8");
  if (depth(text) > deepest) throw graphFaults.invalidJson();
  try {
    return JSON.parse(text);
  } catch {
    throw graphFaults.invalidJson();
  }
}

const bodyLimit = 4 * 1024 * 1024;

/** The whole body; one that is too long is refused as soon as that is known. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > bodyLimit) throw graphFaults.tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > bodyLimit) throw graphFaults.tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

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
