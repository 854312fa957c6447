import { randomBytes } from "node:crypto";
import type { JsonObject } from "../base/json";
import { type Application, applications } from "../records/application";
import type { World } from "../store/world";
import { grants, sharedAuthorities } from "./grants";
import {
  EntraError,
  type IdentityAnswer,
  type IdentityContext,
  type IdentityPage,
  type IdentityRequest,
} from "./identity-page";
import { authorizePage, deviceCodePage, deviceLoginPage } from "./sign-in-pages";
import { graphAudience, sameSecret } from "./token-issuer";

function basic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString().split(":");
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(":")) };
  } catch {
    throw new EntraError(50000);
  }
}

const token: IdentityPage = async (context, request) => {
  const name = request.form.get("grant_type") ?? "";
  const grant = Object.hasOwn(grants, name) ? grants[name] : undefined;
  if (!grant) throw new EntraError(70003, name);
  const headers = { "Cache-Control": "no-store", Pragma: "no-cache" };
  const body = await grant(context, { ...request, basic: basic(request.authorization) });
  return { status: 200, headers, body };
};

/** The first version of the endpoint names a resource where the second names scopes. */
const tokenOfResource: IdentityPage = (context, request) => {
  const form = new URLSearchParams(request.form);
  const resource = form.get("resource");
  if (resource !== null) form.set("scope", `${resource}/.default`);
  return token(context, { ...request, form });
};

function openIdConfiguration({ world }: IdentityContext): JsonObject {
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

const versionOfManagedIdentity = "2019-08-01";
const placeOfManagedIdentity = "/managed-identity/token";

/** The environment that a machine with a managed identity would have, as App Service gives it. */
export function managedIdentityEnvironment(world: World): {
  IDENTITY_ENDPOINT: string;
  IDENTITY_HEADER: string;
} {
  const secret = world.store.meta<string>("managed-identity-header") ?? randomBytes(24).toString("hex");
  world.store.setMeta("managed-identity-header", secret);
  return { IDENTITY_ENDPOINT: `${world.origin}${placeOfManagedIdentity}`, IDENTITY_HEADER: secret };
}

function refused(status: number, message: string): IdentityAnswer {
  return { status, body: { statusCode: status, message } };
}

/** The observer without a client id, as the machine's own identity; another application by its id. */
function identityOf(world: World, clientId: string | null): Application | undefined {
  if (clientId === null) return world.store.of(applications).by("purpose", "observer")[0];
  const found = world.store.of(applications).get(clientId);
  return found?.clientSecret === null ? undefined : found;
}

/** What a machine in Azure asks for its own identity's token. */
async function managedIdentityPage(
  { world, issuer }: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer> {
  const { IDENTITY_HEADER: known } = managedIdentityEnvironment(world);
  if (!sameSecret(request.identityHeader ?? "", known))
    return refused(401, "The X-IDENTITY-HEADER is missing or wrong.");
  if (request.query.get("api-version") !== versionOfManagedIdentity)
    return refused(400, `The only api-version here is ${versionOfManagedIdentity}.`);
  const resource = (request.query.get("resource") ?? "").replace(/\/(\.default)?$/, "");
  if (resource !== graphAudience) return refused(400, `There is no resource ${resource}.`);
  const application = identityOf(world, request.query.get("client_id"));
  if (!application) return refused(400, "No User Assigned Identity found for specified ClientId/ResourceId.");
  const { access_token, expires_in } = await issuer.forApplication(application);
  const body = {
    access_token,
    client_id: application.clientId,
    expires_on: String(Math.floor(Date.now() / 1000) + expires_in),
    resource,
    token_type: "Bearer",
  };
  return { status: 200, headers: { "Cache-Control": "no-store" }, body };
}

function shows(body: (context: IdentityContext) => JsonObject): IdentityPage {
  return (context) => ({ status: 200, body: body(context) });
}

const pages: Readonly<Record<string, IdentityPage>> = {
  "GET v2.0/.well-known/openid-configuration": shows(openIdConfiguration),
  "GET .well-known/openid-configuration": shows(openIdConfiguration),
  "GET discovery/v2.0/keys": shows(({ issuer }) => ({
    keys: [{ ...issuer.key.jwk, issuer: issuer.issuer }],
  })),
  "POST oauth2/v2.0/token": token,
  "POST oauth2/token": tokenOfResource,
  "GET oauth2/v2.0/authorize": authorizePage,
  "POST oauth2/v2.0/devicecode": deviceCodePage,
};

/** What MSAL asks about an authority before it trusts it. */
function instanceDiscovery({ world }: IdentityContext): JsonObject {
  const host = new URL(world.origin).host;
  return {
    tenant_discovery_endpoint: `${world.origin}/${world.tenant.tenantId}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

/** Where a person's passwords are checked: MSAL asks before it sends one. */
const userRealm = shows(({ world }) => ({
  ver: "1.0",
  account_type: "Managed",
  domain_name: world.tenant.domain,
  cloud_instance_name: "microsoftonline.com",
  cloud_audience_urn: "urn:federation:MicrosoftOnline",
}));

/** Pages that belong to no tenant. */
const common: Readonly<Record<string, IdentityPage>> = {
  "GET /common/discovery/instance": shows(instanceDiscovery),
  "GET /devicelogin": deviceLoginPage,
  [`GET ${placeOfManagedIdentity}`]: managedIdentityPage,
};

function commonPage({ method, path }: IdentityRequest): IdentityPage | undefined {
  const isRealm = method === "GET" && /^\/common\/userrealm\/[^/]+$/i.test(path);
  return isRealm ? userRealm : common[`${method} ${path}`];
}

async function answer(
  context: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer | undefined> {
  const [tenant = "", ...rest] = request.path.slice(1).split("/");
  const page = commonPage(request);
  if (page) return page(context, request);
  const own = pages[`${request.method} ${rest.join("/")}`];
  if (!own) return undefined;
  const { tenantId, domain, initialDomain } = context.world.tenant;
  if ([tenantId, domain, initialDomain, ...sharedAuthorities].includes(tenant))
    return own(context, { ...request, tenant });
  const { status, body } = new EntraError(90002, tenant).answer;
  const error = rest.at(-1) === "openid-configuration" ? "invalid_tenant" : "invalid_request";
  return { status, body: { ...body, error } };
}

/** Answers a request to the identity side; `undefined` when there is no such page. */
export async function serveIdentity(
  context: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer | undefined> {
  try {
    return await answer(context, request);
  } catch (error) {
    if (error instanceof EntraError) return error.answer;
    throw error;
  }
}
