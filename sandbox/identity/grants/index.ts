import { clientCredentials } from "./client-credentials";
import type { Grant } from "./grant";
import { refreshTokenGrant } from "./refresh-token-grant";

/** Ways to get a token, by `grant_type`. */
export const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  refresh_token: refreshTokenGrant,
};
