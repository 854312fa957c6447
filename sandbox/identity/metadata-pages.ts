import { SignJWT } from "jose";
import type { JsonObject } from "../base/json";
import type { IdentityContext, IdentityPage } from "./identity-page";

/** The OpenID configuration of the tenant. */
export function openIdConfiguration({ world }: IdentityContext): JsonObject {
  const base = `${world.origin}/${world.tenant.tenantId}`;
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    userinfo_endpoint: "https://graph.microsoft.com/oidc/userinfo",
    response_types_supported: ["code", "id_token", "code id_token"],
    response_modes_supported: ["query", "form_post"],
    subject_types_supported: ["pairwise"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    claims_supported: [
      "sub",
      "iss",
      "aud",
      "exp",
      "iat",
      "tid",
      "oid",
      "preferred_username",
      "name",
      "nonce",
    ],
    tenant_region_scope: "EU",
    cloud_instance_name: "microsoftonline.com",
    msgraph_host: "graph.microsoft.com",
  };
}

/** What MSAL asks about an authority before it trusts it. */
export function instanceDiscovery({ world }: IdentityContext): JsonObject {
  const host = new URL(world.origin).host;
  return {
    tenant_discovery_endpoint: `${world.origin}/${world.tenant.tenantId}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

/** The issuer that stands for a pipeline's own, such as GitHub's. */
export function federationIssuer({ world }: IdentityContext): string {
  return `${world.origin}/federation`;
}

/** GET /federation/.well-known/openid-configuration */
export const federationConfiguration: IdentityPage = (context) => {
  const issuer = federationIssuer(context);
  return {
    status: 200,
    body: {
      issuer,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["public"],
      response_types_supported: ["id_token"],
    },
  };
};

/** GET /federation/keys */
export const federationKeys: IdentityPage = ({ federationKey }) => ({
  status: 200,
  body: { keys: [{ ...federationKey.jwk }] },
});

/** A workload's token for a subject, as a pipeline would get it from its own platform. */
export function workloadToken(
  context: IdentityContext,
  subject: string,
  audience: string,
  lifetime: number,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: context.federationKey.keyId })
    .setIssuer(federationIssuer(context))
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(context.federationKey.privateKey);
}
