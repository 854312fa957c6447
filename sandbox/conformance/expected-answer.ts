import type { Resource } from "../model/resource";
import { resourceAt } from "../model/resource-at";
import { parsePath } from "../odata/parse-path";
import { parseQuery } from "../odata/query-options";
import type { Exchange } from "./exchange";

/** What the answer to a request should be, going by the model and the method. */
export interface ExpectedAnswer {
  readonly body: "none" | "error" | "entity" | "collection" | "complex" | "value" | "batch" | "text";
  readonly statuses: readonly number[];
  readonly type?: string | undefined;
  /** Properties that were selected, or that this list is known to show. */
  readonly select?: readonly string[] | undefined;
  readonly expand?: readonly string[] | undefined;
  /** The resource is reached without a key, or is a part of one that is: its context does not end in `$entity`. */
  readonly single: boolean;
}

const nothing: ExpectedAnswer = { body: "none", statuses: [204], single: false };

/** Lists that show less than their type has. */
const shortLists: Readonly<Record<string, readonly string[]>> = {
  "/solutions/bookingbusinesses": ["id", "displayName"],
};

function words(text: string | undefined): string[] | undefined {
  const names = text?.split(",").map((name) => name.trim().replace(/\(.*/, ""));
  return names?.filter((name) => name !== "" && name !== "*");
}

function bodyOf({ kind, collection }: Resource): ExpectedAnswer["body"] {
  if (kind === "count" || kind === "raw") return "text";
  if (collection) return "collection";
  return kind === "value" ? "value" : kind === "complex" ? "complex" : "entity";
}

function ofGet(resource: Resource, path: string, query: ReadonlyMap<string, string>): ExpectedAnswer {
  const chosen = words(query.get("$select"));
  const select = chosen && chosen.length > 0 ? chosen : shortLists[path.toLowerCase()];
  return {
    body: bodyOf(resource),
    // A single property without a value is 204.
    statuses: resource.kind === "value" || resource.kind === "raw" ? [200, 204] : [200],
    type: resource.type,
    select,
    expand: words(query.get("$expand")),
    single: resource.kind !== "entity",
  };
}

function ofPost(resource: Resource): ExpectedAnswer {
  if (resource.kind === "reference") return nothing;
  if (resource.kind !== "action")
    return { body: "entity", statuses: [201], type: resource.type, single: false };
  if (resource.type === undefined) return nothing;
  const body = resource.collection ? "collection" : "entity";
  return { body, statuses: [200, 202], type: resource.type, single: false };
}

/** What should be answered; `undefined` for a path that the model does not have. */
export function expectedAnswer({ method, url, status }: Exchange): ExpectedAnswer | undefined {
  if (status >= 400) return { body: "error", statuses: [status], single: false };
  const at = url.indexOf("?");
  const path = (at < 0 ? url : url.slice(0, at)).replace(/\/$/, "");
  if (/^\/\$batch$/i.test(path)) return { body: "batch", statuses: [200], single: true };
  if (/^\/\$metadata$/i.test(path)) return { body: "text", statuses: [200], single: true };
  const resource = resourceAt(parsePath(path));
  if (!resource) return undefined;
  if (method === "GET") return ofGet(resource, path, parseQuery(at < 0 ? "" : url.slice(at + 1)));
  return method === "POST" ? ofPost(resource) : nothing;
}
