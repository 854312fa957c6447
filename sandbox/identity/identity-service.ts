import { EntraError } from "./entra-error";
import { grants } from "./grants";
import { type IdentityAnswer, refusedBy } from "./identity-answer";
import type { IdentityContext } from "./identity-context";
import type { IdentityPage, IdentityRequest } from "./identity-page";
import { authorizePage } from "./pages/authorize-page";
import { deviceCodePage, deviceLoginPage } from "./pages/device-pages";
import { federationConfiguration, federationKeys } from "./pages/federation-pages";
import { managedIdentityPage } from "./pages/managed-identity-page";
import { instanceDiscovery, openIdConfiguration } from "./pages/metadata-pages";

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
    body: await grant(context, { form: request.form, basic: basic(request.authorization) }),
  };
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

async function answer(
  context: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer | undefined> {
  const [tenant = "", ...rest] = request.path.slice(1).split("/");
  const own = common[`${request.method} ${request.path}`];
  if (own) return own(context, request);
  const page = pages[`${request.method} ${rest.join("/")}`];
  if (!page) return undefined;
  const ours = [
    context.world.tenant.tenantId,
    context.world.tenant.domain,
    context.world.tenant.initialDomain,
    "common",
    "organizations",
  ];
  if (!ours.includes(tenant)) throw new EntraError("invalid_request", 90002, `Tenant '${tenant}' not found.`);
  return page(context, request);
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
