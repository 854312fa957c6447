import { timingSafeEqual } from "node:crypto";
import { type Application, applications } from "../application";
import { EntraError } from "../entra-error";
import type { IdentityContext } from "../identity-context";
import { hashOf } from "../refresh-token";
import { verifyClientAssertion } from "./client-assertion";
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
