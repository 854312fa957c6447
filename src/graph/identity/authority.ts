import type { Configuration } from "@azure/msal-node";
import type { GraphEnvironment } from "../environment";

/** What a token for Graph is asked for: all that was consented to. */
export const GRAPH_SCOPE = "https://graph.microsoft.com/.default";

const PUBLIC_AUTHORITY = "https://login.microsoftonline.com";

/** Sign-in address for Microsoft's library; an authority of one's own is not looked up at Microsoft. */
export function authorityOf(
  environment: GraphEnvironment,
): Pick<Configuration["auth"], "authority" | "knownAuthorities"> {
  const host = environment.authorityHost.replace(/\/+$/, "");
  return {
    authority: `${host}/${environment.tenantId}`,
    ...(isCustomAuthority(environment) ? { knownAuthorities: [new URL(host).host] } : {}),
  };
}

/** True for the sandbox and other places that Microsoft's instance discovery does not know. */
export function isCustomAuthority(environment: GraphEnvironment): boolean {
  return environment.authorityHost.replace(/\/+$/, "") !== PUBLIC_AUTHORITY;
}
