import { randomUUID } from "node:crypto";
import { format } from "node:util";
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

/** What Entra ID says in a refusal, by the word of OAuth 2 and the number in AADSTS…. */
const refusals: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  invalid_grant: {
    50034: "The user account does not exist in the directory.",
    50057: "The user account is disabled.",
    50173: "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
    65001: "The user or administrator has not consented to use the application with ID '%s': %s.",
    70000: "The provided authorization code is invalid or was redeemed already.",
    70008: "The provided authorization code has expired.",
    501481: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    700082: "The refresh token has expired due to inactivity.",
    9002313: "Invalid request. Request is malformed or invalid.",
  },
  invalid_client: {
    50000: "The Authorization header cannot be read.",
    50027: "JWT token is invalid or malformed.",
    500112: "The reply address does not match the one provided when requesting the authorization code.",
    700024: "Client assertion is not within its valid time range, or its signature is not valid.",
    700027:
      "The certificate with identifier used to sign the client assertion is not registered on application.",
    700213: "No matching federated identity record found for presented assertion subject '%s'.",
    7000215:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.",
    7000218: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  invalid_request: {
    50011:
      "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application.",
    50059:
      "No tenant-identifying information found in either the request or implied by any provided credentials.",
    90002: "Tenant '%s' not found.",
    501491: "The code_challenge_method must be S256.",
    900144: "The request body must contain the following parameter: 'client_assertion_type'.",
  },
  unauthorized_client: { 700016: "Application with identifier '%s' was not found in the directory '%s'." },
  invalid_scope: {
    1002012:
      "The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
  },
  invalid_resource: { 500011: "The resource principal named %s was not found in the tenant." },
  bad_verification_code: { 70018: "Invalid verification code." },
  expired_token: { 70020: "The device code has expired." },
  authorization_pending: {
    70016: "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
  },
  unsupported_grant_type: { 70003: "The app requested an unsupported grant type '%s'." },
  unsupported_response_type: { 700054: "Only response_type 'code' is enabled." },
  temporarily_unavailable: {
    90033: "A transient error has occurred. Please try again.",
    90055: "The server has terminated the request as there are too many of them.",
  },
};

/** A refusal of the token endpoint, in the words of Entra ID. */
export class EntraError extends Error {
  readonly answer: IdentityAnswer;

  constructor(code: number, ...about: readonly string[]) {
    const [word = "", said = {}] = Object.entries(refusals).find(([, one]) => code in one) ?? [];
    super(`AADSTS${code}: ${format(said[code] ?? "", ...about)}`);
    const body = {
      error: word,
      error_description: this.message,
      error_codes: [code],
      timestamp: new Date().toISOString().replace("T", " "),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
    };
    this.answer = { status: word === "invalid_client" && code !== 500112 ? 401 : 400, body };
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
  if (kind === "504") return { status: 504, html: "<html><title>504 Gateway Time-out</title></html>" };
  const code = { "429": 90055, "500": 90033, "503": 90033 }[kind];
  return code === undefined ? undefined : { ...new EntraError(code).answer, status: Number(kind), headers };
}

/** Audience of the tokens that workloads present to Entra ID. */
export const federatedAudience = "api://AzureADTokenExchange";

/** Stands in stored credentials for the sandbox's own issuer, whose address changes with the port. */
export const ownIssuer = "sandbox";
