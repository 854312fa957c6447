import { GraphFault } from "./graph-fault";

/** The refusals that several resources share, each in the words that Graph uses. */
export const graphFaults = {
  badRequest: (message: string) => new GraphFault(400, "BadRequest", message),
  unknownSegment: (segment: string) =>
    new GraphFault(400, "BadRequest", `Resource not found for the segment '${segment}'.`),
  unknownProperty: (name: string, type: string) =>
    new GraphFault(
      400,
      "BadRequest",
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    ),
  invalidJson: () =>
    new GraphFault(
      400,
      "BadRequest",
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    ),
  emptyPayload: () => new GraphFault(400, "BadRequest", "Empty Payload. JSON content expected."),
  methodNotAllowed: (allowed: readonly string[]) =>
    new GraphFault(
      405,
      "Request_BadRequest",
      "Specified HTTP method is not allowed for the request target.",
      { Allow: allowed.join(", ") },
    ),
  unsupportedMediaType: (type: string) =>
    new GraphFault(
      415,
      "UnsupportedMediaType",
      `A supported MIME type could not be found that matches the content type of the request. None of the supported type(s) 'application/json' matches the content type '${type}'.`,
    ),
  notAcceptable: () =>
    new GraphFault(
      406,
      "NotAcceptable",
      "A supported MIME type could not be found that matches the acceptable MIME types for the request.",
    ),
  tooLarge: () => new GraphFault(413, "RequestEntityTooLarge", "The request entity is too large."),
  resourceNotFound: (id: string) =>
    new GraphFault(
      404,
      "Request_ResourceNotFound",
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  accessDenied: () =>
    new GraphFault(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again."),
  insufficientPrivileges: () =>
    new GraphFault(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
  folderNotFound: () =>
    new GraphFault(404, "ErrorFolderNotFound", "The specified folder could not be found in the store."),
  nonExistentMailbox: () =>
    new GraphFault(404, "ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it."),
  itemNotFound: () =>
    new GraphFault(404, "ErrorItemNotFound", "The specified object was not found in the store."),
  unknownError: () => new GraphFault(500, "UnknownError", ""),
  invalidToken: (message: string) =>
    new GraphFault(401, "InvalidAuthenticationToken", message, { "WWW-Authenticate": "Bearer" }),
  tooManyRequests: (message: string, seconds: number, code = "ApplicationThrottled") =>
    new GraphFault(429, code, message, { "Retry-After": String(seconds) }),
} as const;
