import { createHash } from "node:crypto";
import { EntraError } from "../entra-error";
import type { IdentityContext } from "../identity-context";
import { hashOf } from "../refresh-token";
import { type SignInCode, signInCodes } from "../sign-in-code";
import { authenticateClient, findClient } from "./authenticate-client";
import type { Grant, TokenRequest } from "./grant";
import { grantedScopes, tokenAnswer } from "./token-answer";

/** A code works once, for the client and the address it was made for. */
function redeem(
  context: IdentityContext,
  clientId: string,
  { form }: TokenRequest,
): SignInCode & { userId: string } {
  const codes = context.world.store.of(signInCodes);
  const found = codes.get(hashOf(form.get("code") ?? ""));
  if (found?.kind !== "authorization" || found.clientId !== clientId || found.userId === null) {
    throw new EntraError(
      "invalid_grant",
      70000,
      "The provided authorization code is invalid or was redeemed already.",
    );
  }
  codes.remove(found.hash);
  if (found.expiresAt < Date.now())
    throw new EntraError("invalid_grant", 70008, "The provided authorization code has expired.");
  if (found.redirectUri !== form.get("redirect_uri")) {
    throw new EntraError(
      "invalid_client",
      500112,
      "The reply address does not match the one provided when requesting the authorization code.",
    );
  }
  const verifier = form.get("code_verifier") ?? "";
  if (
    found.challenge !== null &&
    createHash("sha256").update(verifier).digest("base64url") !== found.challenge
  ) {
    throw new EntraError(
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    );
  }
  return { ...found, userId: found.userId };
}

/** A token for the person who signed in. */
export const authorizationCode: Grant = async (context, request) => {
  const client = findClient(context, request);
  if (client.clientSecret !== null) await authenticateClient(context, request);
  const code = redeem(context, client.clientId, request);
  return tokenAnswer(
    context,
    client,
    code.userId,
    grantedScopes(client, code.scope),
    code.nonce ?? undefined,
  );
};
