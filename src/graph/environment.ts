/** Where Graph and its sign-in are, and where the identities. */
export interface GraphEnvironment {
  readonly graphUrl: string;
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly identitiesFile: string;
}

/** Where Microsoft's own sign-in is. */
export const PUBLIC_AUTHORITY = "https://login.microsoftonline.com";

/** Reads the environment; Microsoft's public endpoints unless told otherwise. No address ends with a slash. */
export function graphEnvironment(env: Readonly<Record<string, string | undefined>>): GraphEnvironment {
  return {
    graphUrl: (env["BOOKINGS_GRAPH_URL"] || "https://graph.microsoft.com/v1.0").replace(/\/+$/, ""),
    authorityHost: (env["BOOKINGS_AUTHORITY_HOST"] || PUBLIC_AUTHORITY).replace(/\/+$/, ""),
    tenantId: (env["BOOKINGS_TENANT_ID"] ?? "").toLowerCase(),
    identitiesFile: env["BOOKINGS_IDENTITIES"] ?? "",
  };
}

/** Whether an address is of this machine alone. */
export function isThisMachine(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
