import { EntraError } from "../entra-error";
import { hashOf } from "../refresh-token";
import { signInCodes } from "../sign-in-code";
import { findClient } from "./authenticate-client";
import type { Grant } from "./grant";
import { grantedScopes, tokenAnswer } from "./token-answer";

/** A token for the person who signed in elsewhere for this device, once they have. */
export const deviceCode: Grant = async (context, request) => {
  const client = findClient(context, request);
  const codes = context.world.store.of(signInCodes);
  const found = codes.get(hashOf(request.form.get("device_code") ?? ""));
  if (found?.kind !== "device" || found.clientId !== client.clientId) {
    throw new EntraError("bad_verification_code", 70018, "Invalid verification code.");
  }
  if (found.expiresAt < Date.now())
    throw new EntraError("expired_token", 70020, "The device code has expired.");
  if (found.userId === null) {
    throw new EntraError(
      "authorization_pending",
      70016,
      "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
    );
  }
  codes.remove(found.hash);
  return tokenAnswer(context, client, found.userId, grantedScopes(client, found.scope));
};
