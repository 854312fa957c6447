import { randomBytes, timingSafeEqual } from "node:crypto";
import { type Application, applications } from "../records/application";
import type { World } from "../store/world";
import type { IdentityAnswer, IdentityContext, IdentityRequest } from "./identity-page";
import { graphAudience, hashOf } from "./token-issuer";

const version = "2019-08-01";
const path = "/managed-identity/token";

/** The environment that a machine with a managed identity would have, as App Service gives it. */
export function managedIdentityEnvironment(world: World): {
  IDENTITY_ENDPOINT: string;
  IDENTITY_HEADER: string;
} {
  const secret = world.store.meta<string>("managed-identity-header") ?? randomBytes(24).toString("hex");
  world.store.setMeta("managed-identity-header", secret);
  return { IDENTITY_ENDPOINT: `${world.origin}${path}`, IDENTITY_HEADER: secret };
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

/** GET /managed-identity/token: what a machine in Azure asks for its own identity's token. */
export async function managedIdentityPage(
  { world, issuer }: IdentityContext,
  request: IdentityRequest,
): Promise<IdentityAnswer> {
  const known = hashOf(managedIdentityEnvironment(world).IDENTITY_HEADER);
  const sent = hashOf(request.identityHeader ?? "");
  if (!timingSafeEqual(Buffer.from(sent), Buffer.from(known)))
    return refused(401, "The X-IDENTITY-HEADER is missing or wrong.");
  if (request.query.get("api-version") !== version)
    return refused(400, `The only api-version here is ${version}.`);
  const resource = (request.query.get("resource") ?? "").replace(/\/(\.default)?$/, "");
  if (resource !== graphAudience) return refused(400, `There is no resource ${resource}.`);
  const application = identityOf(world, request.query.get("client_id"));
  if (!application) return refused(400, "No User Assigned Identity found for specified ClientId/ResourceId.");
  const { accessToken, expiresIn } = await issuer.forApplication(application);
  const body = {
    access_token: accessToken,
    client_id: application.clientId,
    expires_on: String(Math.floor(Date.now() / 1000) + expiresIn),
    resource,
    token_type: "Bearer",
  };
  return { status: 200, headers: { "Cache-Control": "no-store" }, body };
}
