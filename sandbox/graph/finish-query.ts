import type { JsonObject } from "../base/json";
import { resourceAt } from "../model/resource-at";
import type { Call, Operation, Reply } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { parsePath } from "../odata/parse-path";
import { contextOf, selectProperties } from "../odata/present";
import type { AskedOptions } from "../odata/query-options";

const words: Readonly<Record<string, string>> = { $orderby: "OrderBy" };

function refuse(option: string): never {
  const word = words[option] ?? `${option.slice(1, 2).toUpperCase()}${option.slice(2)}`;
  throw graphFaults.badRequest(
    `The query specified in the URI is not valid. Query option '${word}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
  );
}

function counted(body: JsonObject): JsonObject {
  const { "@odata.context": context, value, ...rest } = body;
  return Array.isArray(value) && context !== undefined && value
    ? { "@odata.context": context, "@odata.count": value.length, ...rest, value }
    : body;
}

function selected(call: Call, body: JsonObject, query: AskedOptions): JsonObject {
  const done = query.asked("$select");
  const names = call.select();
  const resource = names && resourceAt(parsePath(call.input.path));
  if (!names || resource?.kind !== "entity") return body;
  const shown = done ? body : selectProperties(resource.type ?? "", body, names);
  const context = shown["@odata.context"];
  return typeof context === "string" ? { ...shown, "@odata.context": contextOf(context, names) } : shown;
}

/**
 * Does what the query asks and the operation itself did not: `$select` everywhere, `$count` in lists of Bookings. What
 * no one does is refused, never ignored.
 */
export function finishQuery(operation: Operation, call: Call, query: AskedOptions, reply: Reply): Reply {
  if (query.size === 0 || reply.status >= 400) return reply;
  const select = query.asked("$select");
  let { body } = reply;
  if (body) body = selected(call, body, query);
  if (body && operation.workload === "bookings" && query.get("$count") === "true") body = counted(body);
  const ignored = query.ignored().find((name) => name !== "$format" && !(name === "$select" && select));
  if (ignored !== undefined) refuse(ignored);
  return body ? { ...reply, body } : reply;
}
