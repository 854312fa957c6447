import {
  authenticateClient,
  authorizationCode,
  findClient,
  type Grant,
  grantedScopes,
  signInCodes,
  tokenAnswer,
} from "./grants";
import {
  EntraError,
  type IdentityAnswer,
  type IdentityContext,
  type IdentityPage,
  type IdentityRequest,
  refusedBy,
} from "./identity-page";
import { managedIdentityPage } from "./managed-identity-page";
import {
  federationConfiguration,
  federationKeys,
  instanceDiscovery,
  openIdConfiguration,
} from "./metadata-pages";
import { authorizePage, deviceCodePage, deviceLoginPage } from "./sign-in-pages";
import { graphAudience, hashOf, type RefreshToken, refreshTokens } from "./token-issuer";

function useToken(context: IdentityContext, clientId: string, sent: string): RefreshToken {
  const { store, settings } = context.world;
  const now = Date.now();
  const found = store.of(refreshTokens).get(hashOf(sent));
  if (!found || found.clientId !== clientId)
    throw new EntraError("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
  if (found.expiresAt < now)
    throw new EntraError("invalid_grant", 700082, "The refresh token has expired due to inactivity.");
  if (
    found.usedAt !== null &&
    settings.refreshTokenRotation &&
    now - found.usedAt >= settings.refreshTokenGrace * 1000
  ) {
    throw new EntraError(
      "invalid_grant",
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
    );
  }
  return store.of(refreshTokens).put({ ...found, usedAt: found.usedAt ?? now });
}

/** A new access token, and a new refresh token in place of the one used. */
const refreshTokenGrant: Grant = async (context, request) => {
  const client = findClient(context, request);
  // Public clients have no secret to prove; confidential ones must.
  if (client.clientSecret !== null) await authenticateClient(context, request);
  const used = context.world.store.transaction(() =>
    useToken(context, client.clientId, request.form.get("refresh_token") ?? ""),
  );
  return tokenAnswer(context, client, used.userId, grantedScopes(client, request.form.get("scope") ?? ""));
};

/** Graph by its address, written as clients write it, and by its application id. */
const graphScopes = new Set(
  [graphAudience, `${graphAudience}/`, "00000003-0000-0000-c000-000000000000"].map(
    (one) => `${one}/.default`,
  ),
);

/** A token for an application itself. */
const clientCredentials: Grant = async (context, request) => {
  if (shared.has(request.tenant?.toLowerCase() ?? ""))
    throw new EntraError(
      "invalid_request",
      50059,
      "No tenant-identifying information found in either the request or implied by any provided credentials.",
    );
  const application = await authenticateClient(context, request);
  const scope = request.form.get("scope") ?? "";
  if (!scope.endsWith("/.default")) {
    throw new EntraError(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  if (!graphScopes.has(scope)) {
    throw new EntraError(
      "invalid_resource",
      500011,
      `The resource principal named ${scope.replace("/.default", "")} was not found in the tenant.`,
    );
  }
  const { accessToken, expiresIn } = await context.issuer.forApplication(application);
  return {
    token_type: "Bearer",
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: accessToken,
  };
};

/** A token for the person who signed in elsewhere for this device, once they have. */
const deviceCode: Grant = async (context, request) => {
  const client = findClient(context, request);
  const codes = context.world.store.of(signInCodes);
  const found = codes.get(hashOf(request.form.get("device_code") ?? ""));
  if (found?.kind !== "device" || found.clientId !== client.clientId)
    throw new EntraError("bad_verification_code", 70018, "Invalid verification code.");
  if (found.expiresAt < Date.now())
    throw new EntraError("expired_token", 70020, "The device code has expired.");
  if (found.userId === null) {
    throw new EntraError(
      "authorization_pending",
      70016,
      "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
    );
  }
  codes.remove(found.hash);
  return tokenAnswer(context, client, found.userId, grantedScopes(client, found.scope));
};

function basic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString().split(":");
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(":")) };
  } catch {
    throw new EntraError("invalid_client", 50000, "The Authorization header cannot be read.", 401);
  }
}

const token: IdentityPage = async (context, request) => {
  const name = request.form.get("grant_type") ?? "";
  const grant = Object.hasOwn(grants, name) ? grants[name] : undefined;
  if (!grant)
    throw new EntraError(
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${name}'.`,
    );
  const headers = { "Cache-Control": "no-store", Pragma: "no-cache" };
  return {
    status: 200,
    headers,
    body: await grant(context, { ...request, basic: basic(request.authorization) }),
  };
};

/** The first version of the endpoint names a resource where the second names scopes. */
const tokenOfResource: IdentityPage = (context, request) => {
  const form = new URLSearchParams(request.form);
  const resource = form.get("resource");
  if (resource !== null) form.set("scope", `${resource}/.default`);
  return token(context, { ...request, form });
};

const configuration: IdentityPage = (context) => ({ status: 200, body: openIdConfiguration(context) });

/** Pages of a tenant. */
const pages: Readonly<Record<string, IdentityPage>> = {
  "GET v2.0/.well-known/openid-configuration": configuration,
  "GET .well-known/openid-configuration": configuration,
  "GET discovery/v2.0/keys": ({ issuer }) => ({
    status: 200,
    body: { keys: [{ ...issuer.key.jwk, issuer: issuer.issuer }] },
  }),
  "POST oauth2/v2.0/token": token,
  "POST oauth2/token": tokenOfResource,
  "GET oauth2/v2.0/authorize": authorizePage,
  "POST oauth2/v2.0/devicecode": deviceCodePage,
};

/** Pages that belong to no tenant. */
const common: Readonly<Record<string, IdentityPage>> = {
  "GET /common/discovery/instance": (context) => ({ status: 200, body: instanceDiscovery(context) }),
  "GET /devicelogin": deviceLoginPage,
  "GET /managed-identity/token": managedIdentityPage,
  "GET /federation/.well-known/openid-configuration": federationConfiguration,
  "GET /federation/keys": federationKeys,
};

/** Authorities that stand for the tenant of whoever signs in. */
const shared: ReadonlySet<string> = new Set(["common", "organizations"]);

/** Where a person's passwords are checked: MSAL asks before it sends one. */
const userRealm: IdentityPage = ({ world }) => ({
  status: 200,
  body: {
    ver: "1.0",
    account_type: "Managed",
    domain_name: world.tenant.domain,
    cloud_instance_name: "microsoftonline.com",
    cloud_audience_urn: "urn:federation:MicrosoftOnline",
  },
});

function realmPage({ method, path }: IdentityRequest): IdentityPage | undefined {
  return method === "GET" && /^\/common\/userrealm\/[^/]+$/i.test(path) ? userRealm : undefined;
}

async function answer(
  context: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer | undefined> {
  const [tenant = "", ...rest] = request.path.slice(1).split("/");
  const own = common[`${request.method} ${request.path}`] ?? realmPage(request);
  if (own) return own(context, request);
  const page = pages[`${request.method} ${rest.join("/")}`];
  if (!page) return undefined;
  const { tenantId, domain, initialDomain } = context.world.tenant;
  const isKnown = [tenantId, domain, initialDomain].includes(tenant) || shared.has(tenant);
  const refusal = rest.at(-1) === "openid-configuration" ? "invalid_tenant" : "invalid_request";
  if (!isKnown) throw new EntraError(refusal, 90002, `Tenant '${tenant}' not found.`);
  return page(context, { ...request, tenant });
}

/** Answers a request to the identity side; `undefined` when there is no such page. */
export async function serveIdentity(
  context: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer | undefined> {
  try {
    return await answer(context, request);
  } catch (error) {
    if (error instanceof EntraError) return refusedBy(error);
    throw error;
  }
}

/** Ways to get a token, by `grant_type`. */
export const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  refresh_token: refreshTokenGrant,
  authorization_code: authorizationCode,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
  device_code: deviceCode,
};
