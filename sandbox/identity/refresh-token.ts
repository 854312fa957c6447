import { createHash, randomBytes } from "node:crypto";
import { defineCollection } from "../store/collection-definition";
import type { Store } from "../store/store";

/** A refresh token given out; only its hash is kept. */
export interface RefreshToken {
  readonly hash: string;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  /** When it was first used, in milliseconds of the machine's clock. */
  readonly usedAt: number | null;
  readonly expiresAt: number;
}

/** Refresh tokens by hash. */
export const refreshTokens = defineCollection<RefreshToken>({
  name: "refresh_tokens",
  key: (token) => token.hash,
});

const days90 = 90 * 24 * 3600 * 1000;

/** How a secret is kept. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Makes a refresh token for a user of an application. */
export function issueRefreshToken(
  store: Store,
  given: Pick<RefreshToken, "clientId" | "userId" | "scopes">,
): string {
  const token = `1.sandbox.${randomBytes(48).toString("base64url")}`;
  store
    .of(refreshTokens)
    .put({ ...given, hash: hashOf(token), usedAt: null, expiresAt: Date.now() + days90 });
  return token;
}
