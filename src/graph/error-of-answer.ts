import type { GraphAnswer, GraphCall } from "./call";
import { GraphError, type GraphErrorKind } from "./graph-error";
import { isRecord, textOf } from "./wire";

/** Codes that say more than their status does. */
const KIND_OF_CODE: Readonly<Record<string, GraphErrorKind>> = {
  ErrorFolderNotFound: "no-role",
  MailboxNotEnabledForRESTAPI: "mailbox-not-enabled",
  ErrorExceededFindCountLimit: "too-many-results",
};

const KIND_OF_STATUS: Readonly<Record<number, GraphErrorKind>> = {
  0: "unavailable",
  400: "invalid",
  401: "unauthenticated",
  403: "denied",
  404: "not-found",
  405: "invalid",
  408: "unavailable",
  409: "conflict",
  412: "conflict",
  413: "invalid",
  415: "invalid",
  422: "invalid",
  423: "conflict",
  424: "not-attempted",
  429: "throttled",
};

/** Statuses after which a write may have happened all the same; 500 has been seen with the effect done. */
const EFFECT_UNKNOWN: ReadonlySet<number> = new Set([0, 408, 500, 502, 503, 504]);

/** The judged error of an answer that is no success. */
export function errorOfAnswer(call: GraphCall, answer: GraphAnswer): GraphError {
  return errorOf(call, answer, kindOf(call, answer.status, errorBody(answer.body).code));
}

/** The same for a call that is not repeated because one that had to succeed first failed for good. */
export function errorOfDependant(call: GraphCall, answer: GraphAnswer): GraphError {
  return errorOf(call, answer, EFFECT_UNKNOWN.has(answer.status) ? "lost-answer" : "not-attempted");
}

function errorOf(call: GraphCall, answer: GraphAnswer, kind: GraphErrorKind): GraphError {
  const wire = errorBody(answer.body);
  const requestId = wire.requestId ?? answer.headers["request-id"];
  return new GraphError({
    kind,
    method: call.method,
    path: call.path,
    status: answer.status,
    code: wire.code,
    detail: wire.message || (answer.cause instanceof Error ? answer.cause.message : ""),
    ...(requestId !== undefined && { requestId }),
    ...(answer.cause === undefined ? {} : { cause: answer.cause }),
  });
}

function kindOf(call: GraphCall, status: number, code: string): GraphErrorKind {
  if (call.method === "POST" && EFFECT_UNKNOWN.has(status)) return "lost-answer";
  return KIND_OF_CODE[code] ?? KIND_OF_STATUS[status] ?? (status >= 500 ? "unavailable" : "invalid");
}

function errorBody(body: unknown) {
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  // the documentation spells innererror, the wire innerError
  const inner = isRecord(error["innerError"]) ? error["innerError"] : error["innererror"];
  const id = isRecord(inner) ? inner["request-id"] : undefined;
  return {
    code: textOf(error["code"]),
    message: textOf(error["message"]),
    requestId: typeof id === "string" ? id : undefined,
  };
}
