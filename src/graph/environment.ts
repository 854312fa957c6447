/** Where Graph and its sign-in are, and where the identities. */
export interface GraphEnvironment {
  readonly graphUrl: string;
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly identitiesFile: string;
}

/** Reads the environment; Microsoft's public endpoints unless told otherwise. */
export function graphEnvironment(env: Readonly<Record<string, string | undefined>>): GraphEnvironment {
  return {
    graphUrl: (env["BOOKINGS_GRAPH_URL"] || "https://graph.microsoft.com/v1.0").replace(/\/+$/, ""),
    authorityHost: (env["BOOKINGS_AUTHORITY_HOST"] || "https://login.microsoftonline.com").replace(
      /\/+$/,
      "",
    ),
    tenantId: (env["BOOKINGS_TENANT_ID"] ?? "").toLowerCase(),
    identitiesFile: env["BOOKINGS_IDENTITIES"] ?? "",
  };
}
