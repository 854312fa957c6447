import { isRecord } from "../wire";

/** What an access token says about itself. Read for pins only: Graph is who verifies it. */
export interface TokenClaims {
  readonly tenantId: string;
  /** The account's name, for a delegated token. */
  readonly account?: string;
  /** Object id of the account, or of what stands for the application in the tenant. */
  readonly objectId?: string;
  /** Permissions of an application by itself; absent in the token of someone who has signed in. */
  readonly roles?: readonly string[];
  /** Permissions on behalf of someone who has signed in; absent in an application's own token. */
  readonly scopes?: readonly string[];
  /** Template ids of the directory roles that someone who has signed in holds for the whole tenant. */
  readonly directoryRoles: readonly string[];
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
    directoryRoles: Array.isArray(claims["wids"]) ? claims["wids"].map(String) : [],
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

/** Where access tokens for Graph come from. Implementations cache. */
export interface TokenSource {
  /** A token that is valid now; `renew` when Graph has refused the one it gave. */
  accessToken(options?: { renew?: boolean; signal?: AbortSignal }): Promise<string>;
}

/** A token and when it ends. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** A token that ends within this is not used any more. */
const EARLY_MS = 5 * 60_000;

/** Keeps a token until shortly before its end; callers at the same time share one sign-in. */
export function cachingTokenSource(
  acquire: (signal?: AbortSignal) => Promise<AccessToken>,
  now: () => number = Date.now,
): TokenSource {
  let current: AccessToken | undefined;
  let running: Promise<AccessToken> | undefined;
  return {
    async accessToken({ renew = false, signal } = {}) {
      if (!renew && current && current.expiresAt - EARLY_MS > now()) return current.token;
      running ??= acquire(signal).finally(() => {
        running = undefined;
      });
      current = await running;
      return current.token;
    },
  };
}
