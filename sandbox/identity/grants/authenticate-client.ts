import { timingSafeEqual } from "node:crypto";
import { decodeJwt, jwtVerify } from "jose";
import { type Application, applications } from "../application";
import { EntraError } from "../entra-error";
import { ownIssuer } from "../federated-audience";
import type { IdentityContext } from "../identity-context";
import { federationIssuer } from "../pages/federation-pages";
import { hashOf } from "../refresh-token";
import type { TokenRequest } from "./grant";

function sameSecret(sent: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(sent)), Buffer.from(hashOf(kept)));
}

/** The application that a request comes from, not yet proven. */
export function findClient(context: IdentityContext, request: TokenRequest): Application {
  const clientId = request.form.get("client_id") ?? request.basic?.id ?? "";
  const application = context.world.store.of(applications).get(clientId);
  if (application) return application;
  const tenant = context.world.tenant.tenantId;
  throw new EntraError(
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
  );
}

/** The application that a request comes from, proven by its secret or by an assertion. */
export async function authenticateClient(
  context: IdentityContext,
  request: TokenRequest,
): Promise<Application> {
  const application = findClient(context, request);
  const assertion = request.form.get("client_assertion");
  if (assertion !== null) {
    await verifyClientAssertion(context, application, assertion, request.form.get("client_assertion_type"));
    return application;
  }
  const secret = request.form.get("client_secret") ?? request.basic?.secret;
  if (!secret) {
    throw new EntraError(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    );
  }
  if (application.clientSecret === null || !sameSecret(secret, application.clientSecret)) {
    throw new EntraError(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`,
      401,
    );
  }
  return application;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

function claimsOf(assertion: string): { issuer: string; subject: string; audience: string } {
  try {
    const { iss, sub, aud } = decodeJwt(assertion);
    return { issuer: iss ?? "", subject: sub ?? "", audience: (Array.isArray(aud) ? aud[0] : aud) ?? "" };
  } catch {
    throw new EntraError("invalid_client", 50027, "JWT token is invalid or malformed.", 401);
  }
}

/** Accepts a token of the issuer that the application trusts, for the subject that it trusts. */
export async function verifyClientAssertion(
  context: IdentityContext,
  application: Application,
  assertion: string,
  type: string | null,
): Promise<void> {
  if (type !== assertionType)
    throw new EntraError(
      "invalid_request",
      900144,
      "The request body must contain the following parameter: 'client_assertion_type'.",
    );
  const said = claimsOf(assertion);
  const trusted = application.federatedCredentials.find(
    (one) => one.issuer === ownIssuer && one.subject === said.subject && one.audience === said.audience,
  );
  const issuer = federationIssuer(context);
  if (!trusted || said.issuer !== issuer) {
    throw new EntraError(
      "invalid_client",
      700213,
      `No matching federated identity record found for presented assertion subject '${said.subject}'.`,
      401,
    );
  }
  try {
    const { audience, subject } = trusted;
    await jwtVerify(assertion, context.federationKey.publicKey, {
      algorithms: ["RS256"],
      issuer,
      audience,
      subject,
    });
  } catch {
    throw new EntraError(
      "invalid_client",
      700024,
      "Client assertion is not within its valid time range, or its signature is not valid.",
      401,
    );
  }
}
