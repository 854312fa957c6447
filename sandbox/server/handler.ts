import type { Exchange } from "../conformance/exchange";
import { isPagePath } from "../page";
import type { Runtime } from "../runtime";
import { handleAdmin } from "./admin-endpoint";
import { GraphEndpoint } from "./graph-endpoint";
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
    return handleIdentity(runtime.identity, request, response);
  };
}
