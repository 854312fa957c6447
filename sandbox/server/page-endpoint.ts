import type { IncomingMessage, ServerResponse } from "node:http";
import type { Runtime } from "../graph/runtime";
import { GraphFault } from "../odata/graph-fault";
import { servePage } from "../page";
import { layout } from "../page/layout";
import { type PageAnswer, type PageRequest, problemPage } from "../page/page-route";
import { readBody } from "./bodies";

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

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  if (request.method !== "POST" || !isForm) return new URLSearchParams();
  return new URLSearchParams((await readBody(request)).toString("utf8"));
}

async function answer(
  runtime: Runtime,
  request: IncomingMessage,
  path: string,
  query: string,
): Promise<PageAnswer> {
  const asked: Omit<PageRequest, "form"> = {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    // Those that are looked at are never lists.
    headers: request.headers as Readonly<Record<string, string | undefined>>,
  };
  try {
    return servePage(runtime, { ...asked, form: await formOf(request) });
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

/** The page for people, over HTTPS. */
export async function handlePage(
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = "/", ...query] = (request.url ?? "/").split("?");
  const answered = await answer(runtime, request, path, query.join("?"));
  const { type, text } = bodyOf(answered, path);
  response.writeHead(answered.status, {
    ...protection,
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    ...("location" in answered ? { Location: answered.location } : {}),
    // Only where someone asked for it by a link, and another link beside it stops it.
    ...("refresh" in answered ? { Refresh: String(answered.refresh) } : {}),
    ...(answered.status === 413 ? { Connection: "close" } : {}),
  });
  response.end(request.method === "HEAD" ? undefined : text);
}
