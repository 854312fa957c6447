import { isRecord } from "../is-record";

/** What an access token says about itself. Read for pins only: Graph is who verifies it. */
export interface TokenClaims {
  /** Tenant. */
  readonly tenantId: string;
  /** The account's name, for a delegated token. */
  readonly account?: string;
}

/** The claims of a JSON web token, without verifying it. */
export function tokenClaims(token: string): TokenClaims {
  const claims = payload(token);
  const account = claims["upn"] ?? claims["preferred_username"] ?? claims["unique_name"];
  return {
    tenantId: typeof claims["tid"] === "string" ? claims["tid"].toLowerCase() : "",
    ...(typeof account === "string" ? { account: account.toLowerCase() } : {}),
  };
}

function payload(token: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isRecord(body) ? body : {};
  } catch {
    return {};
  }
}
