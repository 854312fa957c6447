import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { adminRoutes } from "../admin/index";
import { InputError } from "../base/input";
import { isJsonObject, type JsonObject } from "../base/json";
import type { Runtime } from "../graph/runtime";
import { authorityOperation, faultyAnswer, type IdentityAnswer } from "../identity/identity-page";
import { serveIdentity } from "../identity/identity-service";
import { sameSecret } from "../identity/token-issuer";
import { GraphFault } from "../odata/graph-fault";
import { isPagePath, servePage } from "../page";
import { layout, type PageAnswer, problemPage } from "../page/layout";
import { parseJsonBody, readBody, sendJson } from "./bodies";
import { type Exchange, GraphEndpoint } from "./graph-endpoint";
import type { Handler } from "./listen";

/** A request, taken apart, to what is beside Graph. */
interface Asked {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Sends each request to the part of the sandbox that it is for. */
export function createHandler(runtime: Runtime, observe?: (exchange: Exchange) => void): Handler {
  const graph = new GraphEndpoint(runtime.graph, runtime.verifier, observe);
  return async (request, response) => {
    const { url = "/", method = "GET" } = request;
    if (url.startsWith("/v1.0/") || /^\/v1\.0(\?|$)/.test(url)) return graph.handle(request, response);
    const [path = "/", ...query] = url.split("?");
    const asked = { request, method, path, query: new URLSearchParams(query.join("?")) };
    if (path === "/admin" || path.startsWith("/admin/")) return handleAdmin(runtime, asked, response);
    if (isPagePath(path)) return handlePage(runtime, asked, response);
    if (graph.lacksVersion(url)) return graph.refuseVersion(request, response);
    return handleIdentity(runtime, asked, response);
  };
}

function refusal(status: number, message: string): { status: number; body: JsonObject } {
  return { status, body: { error: { message } } };
}

async function answerOperator(
  runtime: Runtime,
  { request, method, path, query }: Asked,
): Promise<{ status: number; body: JsonObject }> {
  const body = await readBody(request);
  const token = request.headers.authorization?.replace(/^Bearer +/i, "") ?? "";
  if (!sameSecret(token, runtime.adminToken)) return refusal(401, "Send the admin token as a bearer token.");
  const below = path.replace(/^\/admin\/?/, "");
  const there = adminRoutes.filter((one) => one.path === below);
  const route = there.find((one) => one.method === method);
  if (!route) return refusal(there.length > 0 ? 405 : 404, `There is no ${method} /admin/${below}.`);
  const parsed = parseJsonBody(body, "application/json", "/") ?? {};
  if (!isJsonObject(parsed)) return refusal(400, "The body must be an object.");
  const result = await route.run(runtime, { query, body: parsed });
  return { status: 200, body: isJsonObject(result) ? result : { value: result } };
}

async function handleAdmin(runtime: Runtime, asked: Asked, response: ServerResponse): Promise<void> {
  const { status, body } = await answerOperator(runtime, asked).catch((error: unknown) => {
    if (error instanceof InputError) return refusal(400, error.message);
    if (error instanceof GraphFault) return refusal(error.status, error.message);
    throw error;
  });
  sendJson(response, status, body, { "Cache-Control": "no-store" });
}

const nothing: IdentityAnswer = {
  status: 404,
  body: { error: "not_found", error_description: "There is nothing here." },
};

async function answerClient(runtime: Runtime, asked: Asked): Promise<IdentityAnswer> {
  const { request, method, path, query } = asked;
  const body = method === "POST" ? (await readBody(request)).toString("utf8") : "";
  const found = await serveIdentity(runtime.identity, {
    method,
    path,
    query,
    form: new URLSearchParams(body),
    authorization: request.headers.authorization,
    identityHeader: request.headers["x-identity-header"]?.toString(),
  });
  return found ?? nothing;
}

function refused(error: unknown): IdentityAnswer {
  if (!(error instanceof GraphFault)) throw error;
  const body = { error: "invalid_request", error_description: error.message };
  return { status: error.status, headers: { Connection: "close" }, body };
}

/** Entra ID over HTTP. Anything that is not there is 404. */
async function handleIdentity(runtime: Runtime, asked: Asked, response: ServerResponse): Promise<void> {
  const { method, path } = asked;
  const fault = runtime.world.faults.next(authorityOperation(method, path), method, path);
  const ill = fault && faultyAnswer(fault.kind, fault.fault?.headers);
  if (fault?.delay) await wait(fault.delay);
  const isLost = fault?.kind === "cut-before";
  const given = isLost ? nothing : (ill ?? (await answerClient(runtime, asked).catch(refused)));
  const { status, body, html, headers } = given;
  if (isLost || fault?.kind === "cut-after") response.socket?.destroy();
  else if (html === undefined) sendJson(response, status, body, headers);
  else response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(html);
}

/** No script, nothing from elsewhere, in no one's frame; forms go back to where they came from. */
const protection = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Not no-referrer: with that, browsers hide the origin of a form, which is asked for.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

async function answerPerson(runtime: Runtime, { request, ...asked }: Asked): Promise<PageAnswer> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  try {
    const sent = asked.method === "POST" && isForm ? await readBody(request) : "";
    // Those that are looked at are never lists.
    const headers = request.headers as Readonly<Record<string, string | undefined>>;
    return servePage(runtime, { ...asked, headers, form: new URLSearchParams(sent.toString()) });
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    return problemPage(error.status, "That was too much", "The form is longer than any of this page's.");
  }
}

function bodyOf(answered: PageAnswer, path: string): { type: string; text: string } {
  if ("location" in answered) return { type: "text/plain", text: "" };
  if ("file" in answered) return { type: answered.type, text: answered.file };
  return { type: "text/html; charset=utf-8", text: layout(answered.title, path, answered.content) };
}

async function handlePage(runtime: Runtime, asked: Asked, response: ServerResponse): Promise<void> {
  const answered = await answerPerson(runtime, asked);
  const { type, text } = bodyOf(answered, asked.path);
  response.writeHead(answered.status, {
    ...protection,
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    ...("location" in answered ? { Location: answered.location } : {}),
    // Only where someone asked for it by a link, and another link beside it stops it.
    ...("refresh" in answered ? { Refresh: String(answered.refresh) } : {}),
    ...(answered.status === 413 ? { Connection: "close" } : {}),
  });
  response.end(asked.method === "HEAD" ? undefined : text);
}
