import { enums } from "../../../sandbox/model/generated/enums";
import { type Resource, resourceAt } from "../../../sandbox/model/resource-at";
import { propertyNames } from "../../../sandbox/model/type-of";
import { parsePath, parseQuery } from "../../../sandbox/odata/read-url";
import type { Exchange } from "../../../sandbox/server/graph-endpoint";
import { edmSchemas, type SchemaVariant } from "./type-schemas";

const guid = edmSchemas["Guid"] ?? {};

/** The envelope of every refusal. */
export const errorSchema = {
  type: "object",
  additionalProperties: false,
  required: ["error"],
  properties: {
    error: {
      type: "object",
      additionalProperties: false,
      required: ["code", "message"],
      properties: {
        code: { type: "string", minLength: 1 },
        message: { type: "string" },
        target: { type: "string" },
        details: { type: "array", items: { type: "object" } },
        innerError: {
          type: "object",
          additionalProperties: false,
          required: ["date", "request-id", "client-request-id"],
          properties: {
            date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$" },
            "request-id": guid,
            "client-request-id": { type: "string", minLength: 1 },
          },
        },
      },
    },
  },
};

/** The answer to a batch; its items are checked one by one. */
export const batchSchema = {
  type: "object",
  additionalProperties: false,
  required: ["responses"],
  properties: {
    responses: {
      type: "array",
      maxItems: 20,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "status", "headers"],
        properties: {
          id: { type: "string" },
          status: { type: "integer", minimum: 200, maximum: 599 },
          headers: { type: "object", additionalProperties: { type: "string" } },
          // Numbers and other plain text are words.
          body: { type: ["object", "string"] },
        },
      },
    },
  },
};

/** Annotations around a list or a value. */
function envelope({ level }: SchemaVariant, properties: object, required: readonly string[]): object {
  const context = level === "none" ? {} : { "@odata.context": { type: "string" } };
  const paging = {
    "@odata.count": { type: "integer", minimum: 0 },
    "@odata.nextLink": { type: "string", pattern: "^https://" },
  };
  return {
    type: "object",
    additionalProperties: false,
    required: [...Object.keys(context), ...required],
    properties: { ...context, ...paging, ...properties },
  };
}

/** The JSON Schema of a body of that kind; types are looked up in the document of that name. */
export function answerSchema(
  { body, type = "" }: ExpectedAnswer,
  variant: SchemaVariant,
  document: string,
): object {
  const definition = type in enums ? type : `${type}:any`;
  const one = edmSchemas[type] ?? { $ref: `${document}#/$defs/${definition}` };
  const whole = variant.level === "none" ? [] : ["@odata.context"];
  switch (body) {
    case "error":
      return errorSchema;
    case "batch":
      return batchSchema;
    case "entity":
    case "complex":
      return { allOf: [one, { type: "object", required: whole }] };
    case "collection":
      return envelope(variant, { value: { type: "array", items: one } }, ["value"]);
    case "value":
      return envelope(variant, { value: one }, ["value"]);
    default:
      return {};
  }
}

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
  // The directory takes names in any letter case, and answers in that of the model.
  const names = propertyNames(resource.type ?? "");
  const chosen = words(query.get("$select"))?.map((name) => names.get(name.toLowerCase()) ?? name);
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
