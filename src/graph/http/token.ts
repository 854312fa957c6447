import { isRecord } from "../is-record";

/** What an access token says about itself. Read for pins only: Graph is who verifies it. */
export interface TokenClaims {
  /** Tenant. */
  readonly tenantId: string;
  /** The account's name, for a delegated token. */
  readonly account?: string;
  /** Object id of the account, or of what stands for the application in the tenant. */
  readonly objectId?: string;
  /** Permissions of an application by itself; absent in the token of somebody who has signed in. */
  readonly roles?: readonly string[];
  /** Permissions on behalf of somebody who has signed in; absent in an application's own token. */
  readonly scopes?: readonly string[];
}

/** The claims of a JSON web token, without verifying it. */
export function tokenClaims(token: string): TokenClaims {
  const claims = payload(token);
  const account = claims["upn"] ?? claims["preferred_username"] ?? claims["unique_name"];
  return {
    tenantId: typeof claims["tid"] === "string" ? claims["tid"].toLowerCase() : "",
    ...(typeof account === "string" ? { account: account.toLowerCase() } : {}),
    ...(typeof claims["oid"] === "string" ? { objectId: claims["oid"] } : {}),
    ...permissions(claims),
  };
}

/** An application that holds nothing has no `roles` at all: what tells the two kinds apart is `scp`. */
function permissions({ scp, roles }: Record<string, unknown>): Pick<TokenClaims, "roles" | "scopes"> {
  if (typeof scp === "string") return { scopes: scp.split(" ").filter(Boolean) };
  return { roles: Array.isArray(roles) ? roles.map(String) : [] };
}

function payload(token: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isRecord(body) ? body : {};
  } catch {
    return {};
  }
}
