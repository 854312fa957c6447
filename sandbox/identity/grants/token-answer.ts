import { users } from "../../directory/users/user";
import type { JsonObject } from "../../json";
import type { Application } from "../application";
import { EntraError } from "../entra-error";
import type { IdentityContext } from "../identity-context";
import { issueRefreshToken } from "../refresh-token";
import { graphAudience } from "../token-issuer";

const openId = new Set(["openid", "profile", "email", "offline_access"]);

/** The scopes of Graph that a client asks for; `.default` is all that is consented. */
export function grantedScopes(application: Application, asked: string): string[] {
  const names = asked.split(/\s+/).filter((name) => name !== "" && !openId.has(name));
  const graph = names.map((name) => name.replace(`${graphAudience}/`, ""));
  if (graph.length === 0 || graph.includes(".default")) return [...application.scopes];
  const refused = graph.find((name) => !application.scopes.includes(name));
  if (refused !== undefined) {
    throw new EntraError(
      "invalid_grant",
      65001,
      `The user or administrator has not consented to use the application with ID '${application.clientId}': ${refused}.`,
    );
  }
  return graph;
}

/** What the token endpoint answers for a user: access, refresh and id token. */
export async function tokenAnswer(
  context: IdentityContext,
  application: Application,
  userId: string,
  scopes: readonly string[],
  nonce?: string,
): Promise<JsonObject> {
  const user = context.world.store.of(users).get(userId);
  if (!user || user.deletedDateTime !== null)
    throw new EntraError("invalid_grant", 50034, "The user account does not exist in the directory.");
  if (!user.accountEnabled) throw new EntraError("invalid_grant", 50057, "The user account is disabled.");
  const { accessToken, expiresIn } = await context.issuer.forUser(application, user, scopes);
  const { tenantId } = context.world.tenant;
  return {
    token_type: "Bearer",
    scope: scopes.map((scope) => `${graphAudience}/${scope}`).join(" "),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: accessToken,
    refresh_token: issueRefreshToken(context.world.store, {
      clientId: application.clientId,
      userId,
      scopes: [...application.scopes],
    }),
    id_token: await context.issuer.idToken(application, userId, nonce),
    client_info: Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString("base64url"),
  };
}
