import { enums } from "../model/generated/enums";
import { edmSchemas } from "./edm-schemas";
import type { ExpectedAnswer } from "./expected-answer";
import type { SchemaVariant } from "./type-schemas";

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
