import { EntraError } from "./entra-error";
import { type IdentityAnswer, refusedBy } from "./identity-answer";

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
