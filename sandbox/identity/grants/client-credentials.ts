import { EntraError } from "../entra-error";
import { graphAudience } from "../token-issuer";
import { authenticateClient } from "./authenticate-client";
import type { Grant } from "./grant";

/** A token for an application itself. */
export const clientCredentials: Grant = async (context, request) => {
  const application = await authenticateClient(context, request);
  const scope = request.form.get("scope") ?? "";
  if (!scope.endsWith("/.default")) {
    throw new EntraError(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  if (scope !== `${graphAudience}/.default`) {
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
