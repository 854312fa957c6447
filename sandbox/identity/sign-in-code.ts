import { randomBytes } from "node:crypto";
import { defineCollection } from "../store/collection-definition";
import type { Store } from "../store/store";
import { hashOf } from "./refresh-token";

/** A code on its way from a person's sign-in to a token. */
export interface SignInCode {
  readonly hash: string;
  readonly kind: "authorization" | "device";
  readonly clientId: string;
  /** The person who signed in; null while a device waits for one. */
  readonly userId: string | null;
  readonly scope: string;
  readonly redirectUri: string | null;
  /** Challenge of PKCE, by SHA-256. */
  readonly challenge: string | null;
  readonly nonce: string | null;
  /** What a person types in for a device. */
  readonly userCode: string | null;
  readonly expiresAt: number;
}

/** Codes by hash. */
export const signInCodes = defineCollection<SignInCode>({
  name: "sign_in_codes",
  key: (code) => code.hash,
  indexes: { userCode: (code) => (code.userCode ? [code.userCode] : []) },
});

const fifteenMinutes = 15 * 60 * 1000;

/** Makes a code and answers it; only its hash is kept. */
export function issueCode(store: Store, given: Omit<SignInCode, "hash" | "expiresAt">): string {
  const code = `1.${randomBytes(40).toString("base64url")}`;
  store.of(signInCodes).put({ ...given, hash: hashOf(code), expiresAt: Date.now() + fifteenMinutes });
  return code;
}
