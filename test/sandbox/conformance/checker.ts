import Ajv, { type ValidateFunction } from "ajv";
import { isJsonObject, type JsonObject } from "../../../sandbox/base/json";
import { metadataLevel } from "../../../sandbox/odata/metadata-level";
import type { Exchange } from "../../../sandbox/server/graph-endpoint";
import { answerSchema, type ExpectedAnswer, expectedAnswer } from "./answer-schemas";
import { alwaysThere, type SchemaVariant, typeSchemas } from "./type-schemas";

type Problem = Pick<Violation, "pointer" | "message">;

function variantOf({ status, url, accept, prefer }: Exchange): SchemaVariant {
  // A refusal because of the Accept header has no level.
  const level = status >= 400 ? "minimal" : metadataLevel(accept, url.split("?", 1)[0] ?? "");
  return { level, laterWords: /include-unknown-enum-members/i.test(prefer ?? "") };
}

/** Checks answers against JSON Schemas made from the model. */
export class ConformanceChecker {
  readonly #ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  /** What is wrong with that answer. */
  check(exchange: Exchange): Violation[] {
    // Nothing was answered: the connection was cut.
    if (exchange.status === 0) return [];
    const told = `${exchange.method} ${exchange.url} ${exchange.status}`;
    const own = this.#problems(exchange).map((problem) => ({ exchange: told, ...problem }));
    return [...own, ...this.#items(exchange).flatMap((item) => this.check(item))];
  }

  #problems(exchange: Exchange): Problem[] {
    const expected = expectedAnswer(exchange);
    if (!expected) return [{ pointer: "", message: "is answered, and the model has nothing at that path" }];
    const { status, body } = exchange;
    const headers = checkHeaders(exchange).map((message) => ({ pointer: "headers", message }));
    const statuses = expected.statuses.includes(status)
      ? []
      : [{ pointer: "status", message: `must be ${expected.statuses.join(" or ")}` }];
    return [
      ...statuses,
      ...headers,
      ...this.#body(exchange, status === 204 ? { ...expected, body: "none" } : expected, body),
    ];
  }

  #body(exchange: Exchange, expected: ExpectedAnswer, body: JsonObject | undefined): Problem[] {
    if (expected.body === "text")
      return exchange.text === undefined ? [{ pointer: "", message: "must be text" }] : [];
    if (expected.body === "none")
      return body === undefined ? [] : [{ pointer: "", message: "must have no body" }];
    if (body === undefined) return [{ pointer: "", message: "must have a body" }];
    return [
      ...this.#schema(exchange, expected, body),
      ...checkMembers(body, expected),
      ...checkContext(body, expected).map((message) => ({ pointer: "/@odata.context", message })),
    ];
  }

  #schema(exchange: Exchange, expected: ExpectedAnswer, body: JsonObject): Problem[] {
    const validate = this.#validator(expected, variantOf(exchange));
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = "", params }) => {
      const extra = "additionalProperty" in params ? `: ${String(params["additionalProperty"])}` : "";
      const allowed = "allowedValues" in params ? `: ${String(params["allowedValues"])}` : "";
      return { pointer: instancePath, message: `${message}${extra}${allowed}` };
    });
  }

  #validator(expected: ExpectedAnswer, variant: SchemaVariant): ValidateFunction {
    const document = `${variant.level}-${variant.laterWords ? "later" : "first"}`;
    const key = `${document} ${expected.body} ${expected.type}`;
    const found = this.#compiled.get(key);
    if (found) return found;
    if (!this.#ajv.getSchema(document)) this.#ajv.addSchema({ $id: document, $defs: typeSchemas(variant) });
    const compiled = this.#ajv.compile(answerSchema(expected, variant, document));
    this.#compiled.set(key, compiled);
    return compiled;
  }

  /** The exchanges within a batch. */
  #items({ url, status, body, sent }: Exchange): Exchange[] {
    if (status !== 200 || !/^\/\$batch/i.test(url) || !isJsonObject(sent)) return [];
    const [requests, responses] = [sent["requests"], body?.["responses"]];
    if (!Array.isArray(requests) || !Array.isArray(responses)) return [];
    return responses.filter(isJsonObject).map((response) => {
      const request = requests.filter(isJsonObject).find((one) => String(one["id"]) === response["id"]) ?? {};
      const headers = Object.entries(isJsonObject(request["headers"]) ? request["headers"] : {});
      const header = (name: string) => headers.find(([one]) => one.toLowerCase() === name)?.[1];
      const answered = response["body"];
      return {
        method: String(request["method"]).toUpperCase(),
        url: `/${String(request["url"]).replace(/^\//, "")}`,
        accept: header("accept") === undefined ? undefined : String(header("accept")),
        prefer: header("prefer") === undefined ? undefined : String(header("prefer")),
        status: Number(response["status"]),
        // The schema of a batch says that these are words.
        headers: (response["headers"] ?? {}) as Record<string, string>,
        body: isJsonObject(answered ?? null) ? (answered as JsonObject) : undefined,
        text: typeof answered === "string" ? answered : undefined,
        sent: request["body"],
        item: true,
      };
    });
  }
}

/** What is wrong with an answer. */
export interface Violation {
  /** Method, path and status: `GET /users 200`. */
  readonly exchange: string;
  /** JSON pointer into the body, or the name of a header. */
  readonly pointer: string;
  readonly message: string;
}

/** What is wrong with `@odata.context`, which tells a client what it has before it. */
export function checkContext(body: JsonObject, expected: ExpectedAnswer): string[] {
  const context = body["@odata.context"];
  if (typeof context !== "string") return [];
  const { select, single } = expected;
  const problems: string[] = [];
  if (!/^https:\/\/[^/]+\/v1\.0\/\$metadata#\w/.test(context))
    problems.push("is not an address in $metadata");
  if (expected.body === "entity" && !single && !context.endsWith("/$entity"))
    problems.push("does not end in /$entity");
  if (expected.body === "collection" && context.endsWith("$entity")) problems.push("is that of one entity");
  const entities = expected.body === "entity" || expected.body === "collection";
  const shown = select?.join(",").toLowerCase() ?? "";
  const short = expected.type === "bookingBusiness" && shown === "id,displayname";
  if (entities && select && !short && !context.toLowerCase().replaceAll(" ", "").includes(`(${shown}`))
    problems.push(`does not name what was selected: ${shown}`);
  return problems;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which header every answer with that status must have, and what it must look like. */
const byStatus: Readonly<Record<number, readonly [string, RegExp]>> = {
  401: ["www-authenticate", /^Bearer/],
  405: ["allow", /^[A-Z]+(, [A-Z]+)*$/],
};

function wrong(headers: ReadonlyMap<string, string>, name: string, pattern: RegExp): string[] {
  const value = headers.get(name);
  if (value === undefined) return [`${name} is missing`];
  return pattern.test(value) ? [] : [`${name} is not like ${pattern.source}`];
}

function contentType({ body, text, accept }: Exchange, headers: ReadonlyMap<string, string>): string[] {
  if (body === undefined && text === undefined)
    return headers.has("content-type") ? ["content-type is there without a body"] : [];
  const level = accept?.includes("odata.metadata=none") ? "none" : "(minimal|full)";
  return body === undefined
    ? []
    : wrong(headers, "content-type", new RegExp(`^application/json(?!.*metadata=(?!${level}))`));
}

/** What is wrong with the headers of an answer. */
export function checkHeaders(exchange: Exchange): string[] {
  const headers = new Map(
    Object.entries(exchange.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const retry = headers.has("retry-after") ? wrong(headers, "retry-after", /^\d+$/) : [];
  if (exchange.item) return retry;
  const status = byStatus[exchange.status];
  return [
    ...retry,
    ...wrong(headers, "request-id", guid),
    ...wrong(headers, "client-request-id", /./),
    ...(status ? wrong(headers, ...status) : []),
    ...contentType(exchange, headers),
  ];
}

/** What a schema of types cannot say, as it depends on the query: which properties each entity has. */
export interface MemberProblem {
  readonly pointer: string;
  readonly message: string;
}

function typeOfEntity(entity: JsonObject, declared: string): string {
  const said = entity["@odata.type"];
  return typeof said === "string" ? said.replace(/^#microsoft\.graph\./, "") : declared;
}

function missing(entity: JsonObject, names: readonly string[], pointer: string): MemberProblem[] {
  return names
    .filter((name) => !(name in entity))
    .map((name) => ({ pointer: `${pointer}/${name}`, message: "is missing" }));
}

function checkEntity(entity: JsonObject, expected: ExpectedAnswer, pointer: string): MemberProblem[] {
  const { type = "", select, expand = [] } = expected;
  const actual = typeOfEntity(entity, type);
  if (!select) {
    // An abstract type without its annotation (metadata=none) cannot be told.
    return missing(entity, alwaysThere(actual), pointer);
  }
  const asked = new Set([...select, ...expand, "id"]);
  const unasked = Object.keys(entity).filter((name) => !name.includes("@odata.") && !asked.has(name));
  return [
    // A list of several types leaves out what one of them does not have.
    ...(type === "directoryObject" ? [] : missing(entity, select, pointer)),
    ...unasked.map((name) => ({ pointer: `${pointer}/${name}`, message: "was not selected" })),
  ];
}

/** Checks which properties entities have: all of them, or the ones selected. */
export function checkMembers(body: JsonObject, expected: ExpectedAnswer): MemberProblem[] {
  if (expected.body === "entity") return checkEntity(body, expected, "");
  const { value } = body;
  if (expected.body !== "collection" || !Array.isArray(value)) return [];
  return value.flatMap((one, at) =>
    isJsonObject(one) && "id" in one ? checkEntity(one, expected, `/value/${at}`) : [],
  );
}
