import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Runtime } from "../graph/runtime";
import {
  authorityOperation,
  faultyAnswer,
  type IdentityAnswer,
  type IdentityContext,
} from "../identity/identity-page";
import { serveIdentity } from "../identity/identity-service";
import { GraphFault } from "../odata/graph-fault";
import { readBody, sendJson } from "./bodies";

const nothing: IdentityAnswer = {
  status: 404,
  body: { error: "not_found", error_description: "There is nothing here." },
};

async function answer(context: IdentityContext, request: IncomingMessage): Promise<IdentityAnswer> {
  const [path = "/", query = ""] = (request.url ?? "/").split("?");
  const body = request.method === "POST" ? (await readBody(request)).toString("utf8") : "";
  const found = await serveIdentity(context, {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    form: new URLSearchParams(body),
    authorization: request.headers.authorization,
    identityHeader: request.headers["x-identity-header"]?.toString(),
  });
  return found ?? nothing;
}

function refused(error: unknown): IdentityAnswer {
  if (!(error instanceof GraphFault)) throw error;
  const headers = { Connection: "close" };
  return {
    status: error.status,
    headers,
    body: { error: "invalid_request", error_description: error.message },
  };
}

/** Entra ID over HTTP. Anything that is not there is 404. */
export async function handleIdentity(
  { world, identity: context }: Pick<Runtime, "world" | "identity">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? "GET";
  const [path = "/"] = (request.url ?? "/").split("?");
  const fault = world.faults.next(authorityOperation(method, path), method, path);
  const ill = fault && faultyAnswer(fault.kind, fault.fault?.headers);
  if (fault?.delay) await wait(fault.delay);
  const isLost = fault?.kind === "cut-before";
  const given = isLost ? nothing : (ill ?? (await answer(context, request).catch(refused)));
  if (isLost || fault?.kind === "cut-after") response.socket?.destroy();
  else send(response, given);
}

function send(response: ServerResponse, { status, body, html, headers }: IdentityAnswer): void {
  if (html === undefined) sendJson(response, status, body, headers);
  else response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(html);
}
