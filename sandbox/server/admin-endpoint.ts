import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { adminRoutes } from "../admin";
import type { AdminRoute } from "../admin/admin-route";
import { hashOf } from "../identity/refresh-token";
import { InputError } from "../input-error";
import { isJsonObject, type JsonObject } from "../json";
import { GraphFault } from "../odata/graph-fault";
import type { Runtime } from "../runtime";
import { parseJsonBody } from "./parse-json-body";
import { readBody } from "./read-body";
import { sendJson } from "./send";

function refusal(status: number, message: string): { status: number; body: JsonObject } {
  return { status, body: { error: { message } } };
}

function mayEnter(request: IncomingMessage, adminToken: string): boolean {
  const sent = request.headers.authorization?.replace(/^Bearer +/i, "") ?? "";
  return timingSafeEqual(Buffer.from(hashOf(sent)), Buffer.from(hashOf(adminToken)));
}

function matching(route: AdminRoute, path: string): boolean {
  return route.path.endsWith("/*") ? path.startsWith(route.path.slice(0, -1)) : route.path === path;
}

async function answer(
  runtime: Runtime,
  request: IncomingMessage,
): Promise<{ status: number; body: JsonObject }> {
  const [full = "", query = ""] = (request.url ?? "").split("?");
  const path = full.replace(/^\/admin\/?/, "");
  const body = await readBody(request);
  if (!mayEnter(request, runtime.adminToken)) return refusal(401, "Send the admin token as a bearer token.");
  const there = adminRoutes.filter((route) => matching(route, path));
  const route = there.find((one) => one.method === request.method);
  if (!route) return refusal(there.length > 0 ? 405 : 404, `There is no ${request.method} /admin/${path}.`);
  const parsed = parseJsonBody(body, "application/json", "/") ?? {};
  if (!isJsonObject(parsed)) return refusal(400, "The body must be an object.");
  const rest = route.path.endsWith("/*") ? path.slice(route.path.length - 1) : "";
  const result = await route.run(runtime, { query: new URLSearchParams(query), body: parsed, rest });
  return { status: 200, body: isJsonObject(result) ? result : { value: result } };
}

/** The operator's endpoint; only with the token that was told at the start. */
export async function handleAdmin(
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
