import { randomUUID } from "node:crypto";
import type { JsonObject } from "../base/json";
import type { World } from "../store/world";
import type { SigningKey, TokenIssuer } from "./token-issuer";

/** A request to the identity side. */
export interface IdentityRequest {
  readonly method: string;
  readonly path: string;
  /** As the path names it: an id, a domain, `common`. */
  readonly tenant?: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
  /** `X-IDENTITY-HEADER`: a machine asks for the token of its managed identity. */
  readonly identityHeader: string | undefined;
}

/** A page of the identity side; paths are relative to the tenant. */
export type IdentityPage = (
  context: IdentityContext,
  request: IdentityRequest,
) => IdentityAnswer | Promise<IdentityAnswer>;

/** What grants and identity pages work with. */
export interface IdentityContext {
  readonly world: World;
  readonly issuer: TokenIssuer;
  /** Key of the issuer that workloads can be federated with. */
  readonly federationKey: SigningKey;
}

/** What the identity side answers. */
export interface IdentityAnswer {
  readonly status: number;
  readonly body?: JsonObject;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refusals as Entra words them. */
export function refusedBy(error: EntraError): IdentityAnswer {
  return {
    status: error.status,
    body: {
      error: error.error,
      error_description: error.message,
      error_codes: [error.code],
      timestamp: new Date().toISOString().replace("T", " "),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
    },
  };
}

/** A refusal of the token endpoint, in the words of Entra ID. */
export class EntraError extends Error {
  constructor(
    /** Word of OAuth 2: `invalid_grant`. */
    readonly error: string,
    /** Number in AADSTS…. */
    readonly code: number,
    message: string,
    readonly status = 400,
  ) {
    super(`AADSTS${code}: ${message}`);
  }
}

const operations: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^POST .*\/oauth2\/v2\.0\/token$/, "token"],
  [/^GET .*\/openid-configuration$/, "configuration"],
  [/^GET .*\/keys$/, "keys"],
  [/^GET \/managed-identity\/token$/, "managedIdentity"],
];

/** What rules for faults call a request to the authority. */
export function authorityOperation(method: string, path: string): string {
  const asked = `${method} ${path}`;
  return `authority.${operations.find(([pattern]) => pattern.test(asked))?.[1] ?? "page"}`;
}

/** What the authority answers when it is ill: in its own words, but for the gateway before it, which knows no JSON. */
export function faultyAnswer(
  kind: string,
  headers: Readonly<Record<string, string>> = {},
): IdentityAnswer | undefined {
  switch (kind) {
    case "429":
      return { ...refusedBy(new EntraError("temporarily_unavailable", 90055, TOO_MANY, 429)), headers };
    case "503":
    case "500":
      return {
        ...refusedBy(new EntraError("temporarily_unavailable", 90033, PASSING, Number(kind))),
        headers,
      };
    case "504":
      return { status: 504, html: "<html><title>504 Gateway Time-out</title></html>" };
    default:
      return undefined;
  }
}

const TOO_MANY = "The server has terminated the request as there are too many of them.";
const PASSING = "A transient error has occurred. Please try again.";

/** Audience of the tokens that workloads present to Entra ID. */
export const federatedAudience = "api://AzureADTokenExchange";

/** Stands in stored credentials for the sandbox's own issuer, whose address changes with the port. */
export const ownIssuer = "sandbox";
