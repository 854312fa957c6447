import type { JsonObject, JsonValue } from "../json";
import type { Runtime } from "../runtime";

/** A request to the admin endpoint. */
export interface AdminRequest {
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  /** What stands for `*` in the route's path. */
  readonly rest: string;
}

/** One thing that the operator of a sandbox can ask of it. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/admin`; a trailing `/*` takes anything. */
  readonly path: string;
  readonly run: (runtime: Runtime, request: AdminRequest) => JsonValue | Promise<JsonValue>;
}
