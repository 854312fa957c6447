import { decodeJwt, jwtVerify } from "jose";
import type { Application } from "../application";
import { EntraError } from "../entra-error";
import { ownIssuer } from "../federated-audience";
import type { IdentityContext } from "../identity-context";
import { federationIssuer } from "../pages/federation-pages";

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
