import { EntraError } from "../entra-error";
import type { IdentityContext } from "../identity-context";
import { hashOf, type RefreshToken, refreshTokens } from "../refresh-token";
import { authenticateClient, findClient } from "./authenticate-client";
import type { Grant } from "./grant";
import { grantedScopes, tokenAnswer } from "./token-answer";

function useToken(context: IdentityContext, clientId: string, sent: string): RefreshToken {
  const { store, settings } = context.world;
  const now = Date.now();
  const found = store.of(refreshTokens).get(hashOf(sent));
  if (!found || found.clientId !== clientId) {
    throw new EntraError("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
  }
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
export const refreshTokenGrant: Grant = async (context, request) => {
  const client = findClient(context, request);
  // Public clients have no secret to prove; confidential ones must.
  if (client.clientSecret !== null) await authenticateClient(context, request);
  const used = context.world.store.transaction(() =>
    useToken(context, client.clientId, request.form.get("refresh_token") ?? ""),
  );
  return tokenAnswer(context, client, used.userId, grantedScopes(client, request.form.get("scope") ?? ""));
};
