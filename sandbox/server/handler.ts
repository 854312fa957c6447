import type { IncomingMessage, ServerResponse } from "node:http";
import { adminRoutes } from "../admin/index";
import { InputError } from "../base/input";
import { isJsonObject, type JsonObject } from "../base/json";
import type { Runtime } from "../graph/runtime";
import { sameSecret } from "../identity/token-issuer";
import { GraphFault } from "../odata/graph-fault";
import { isPagePath } from "../page";
import { parseJsonBody, readBody, sendJson } from "./bodies";
import { type Exchange, GraphEndpoint } from "./graph-endpoint";
import { handleIdentity } from "./identity-endpoint";
import type { Handler } from "./listen";
import { handlePage } from "./page-endpoint";

/** Sends each request to the part of the sandbox that it is for. */
export function createHandler(runtime: Runtime, observe?: (exchange: Exchange) => void): Handler {
  const graph = new GraphEndpoint(runtime.graph, runtime.verifier, observe);
  return async (request, response) => {
    const url = request.url ?? "/";
    if (url.startsWith("/v1.0/") || /^\/v1\.0(\?|$)/.test(url)) return graph.handle(request, response);
    if (url === "/admin" || url.startsWith("/admin/")) return handleAdmin(runtime, request, response);
    if (isPagePath(url.split("?", 1)[0] ?? "")) return handlePage(runtime, request, response);
    if (graph.lacksVersion(url)) return graph.refuseVersion(request, response);
    return handleIdentity(runtime, request, response);
  };
}

function refusal(status: number, message: string): { status: number; body: JsonObject } {
  return { status, body: { error: { message } } };
}

function mayEnter(request: IncomingMessage, adminToken: string): boolean {
  const sent = request.headers.authorization?.replace(/^Bearer +/i, "") ?? "";
  return sameSecret(sent, adminToken);
}

async function answer(
  runtime: Runtime,
  request: IncomingMessage,
): Promise<{ status: number; body: JsonObject }> {
  const [full = "", query = ""] = (request.url ?? "").split("?");
  const path = full.replace(/^\/admin\/?/, "");
  const body = await readBody(request);
  if (!mayEnter(request, runtime.adminToken)) return refusal(401, "Send the admin token as a bearer token.");
  const there = adminRoutes.filter((one) => one.path === path);
  const route = there.find((one) => one.method === request.method);
  if (!route) return refusal(there.length > 0 ? 405 : 404, `There is no ${request.method} /admin/${path}.`);
  const parsed = parseJsonBody(body, "application/json", "/") ?? {};
  if (!isJsonObject(parsed)) return refusal(400, "The body must be an object.");
  const result = await route.run(runtime, { query: new URLSearchParams(query), body: parsed });
  return { status: 200, body: isJsonObject(result) ? result : { value: result } };
}

/** The operator's endpoint; only with the token that was told at the start. */
async function handleAdmin(
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let result: { status: number; body: JsonObject };
  try {
    result = await answer(runtime, request);
  } catch (error) {
    if (error instanceof InputError) result = refusal(400, error.message);
    else if (error instanceof GraphFault) result = refusal(error.status, error.message);
    else throw error;
  }
  sendJson(response, result.status, result.body, { "Cache-Control": "no-store" });
}
