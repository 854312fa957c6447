import type { IncomingMessage, ServerResponse } from "node:http";
import type { IdentityContext } from "../identity/identity-context";
import { serveIdentity } from "../identity/identity-service";
import { readBody } from "./read-body";
import { sendJson } from "./send";

/** Entra ID over HTTP. Anything that is not there is 404. */
export async function handleIdentity(
  context: IdentityContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = "/", query = ""] = (request.url ?? "/").split("?");
  const body = request.method === "POST" ? (await readBody(request)).toString("utf8") : "";
  const answer = await serveIdentity(context, {
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    form: new URLSearchParams(body),
    authorization: request.headers.authorization,
  });
  if (!answer) sendJson(response, 404, { error: { code: "NotFound", message: "There is nothing here." } });
  else if (answer.html !== undefined) {
    response
      .writeHead(answer.status, { "Content-Type": "text/html; charset=utf-8", ...answer.headers })
      .end(answer.html);
  } else sendJson(response, answer.status, answer.body, answer.headers);
}
