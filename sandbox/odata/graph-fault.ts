/** A refusal in Graph's words; becomes the error envelope of the answer. */
export class GraphFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A body that does not fit the model. How the service words it depends on the workload behind the resource. */
export class InvalidBodyError extends Error {}

const badRequest = (message: string) => new GraphFault(400, "BadRequest", message);

/** The refusals that several resources share, each in the words that Graph uses. */
export const graphFaults = {
  badRequest,
  /** A bad request, as the directory calls it. */
  requestRefused: (message: string) => new GraphFault(400, "Request_BadRequest", message),
  unsupportedQuery: (message: string) => new GraphFault(400, "Request_UnsupportedQuery", message),
  /** From msgraph-sample-blazor-clientside#94 and O365/python-o365#889. */
  invalidVersion: () => badRequest("Invalid version."),
  unknownSegment: (segment: string) => badRequest(`Resource not found for the segment '${segment}'.`),
  unknownProperty: (name: string, type: string) =>
    badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    ),
  invalidJson: () =>
    badRequest(
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    ),
  emptyPayload: () => badRequest("Empty Payload. JSON content expected."),
  methodNotAllowed: (allowed: readonly string[]) =>
    new GraphFault(
      405,
      "Request_BadRequest",
      "Specified HTTP method is not allowed for the request target.",
      { Allow: allowed.join(", ") },
    ),
  /** From microsoftgraph/msgraph-cli#258 and microsoft-graph-docs#6486. */
  noContentType: () =>
    badRequest("Write requests (excluding DELETE) must contain the Content-Type header declaration."),
  /** From microsoftgraph/msgraph-sample-pythondjangoapp#22, where it was about users. */
  onlyJson: () => badRequest("Entity only allows writes with a JSON Content-Type header."),
  /** From CoasterKaty/PHPGraphMailer#14, where it was about mail: Bookings is of the same service. It does say “response”. */
  unsupportedMediaType: (type: string) =>
    new GraphFault(
      415,
      "RequestBodyRead",
      `A supported MIME type could not be found that matches the content type of the response. None of the supported type(s) 'application/json' matches the content type '${type}'.`,
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
  /** The header tells clients where to sign in: learn.microsoft.com/entra/identity-platform/claims-challenge. */
  invalidToken: (message: string, authority: string) =>
    new GraphFault(401, "InvalidAuthenticationToken", message, {
      "WWW-Authenticate": `Bearer realm="", authorization_uri="${authority}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
    }),
} as const;
