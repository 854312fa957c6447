import { authorizationCode } from "./authorization-code";
import { clientCredentials } from "./client-credentials";
import { deviceCode } from "./device-code";
import type { Grant } from "./grant";
import { refreshTokenGrant } from "./refresh-token-grant";

/** Ways to get a token, by `grant_type`. */
export const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  refresh_token: refreshTokenGrant,
  authorization_code: authorizationCode,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
  device_code: deviceCode,
};
