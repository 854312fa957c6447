import { createHash } from "node:crypto";
import {
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  type JWK,
} from "jose";
import type { Store } from "../store/store";

/** The key that signs tokens, and how others see it. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

interface StoredKey {
  readonly privatePem: string;
  readonly publicPem: string;
}

let inMemory: Promise<StoredKey> | undefined;

async function generate(): Promise<StoredKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return { privatePem: await exportPKCS8(privateKey), publicPem: await exportSPKI(publicKey) };
}

/** The key kept in a store; made on the first start. Sandboxes in memory share one per process, as making it takes a while. */
export async function signingKey(store: Store, name: string, persistent: boolean): Promise<SigningKey> {
  let stored = store.meta<StoredKey>(name);
  if (!stored) {
    if (persistent) stored = await generate();
    else {
      inMemory ??= generate();
      stored = await inMemory;
    }
    store.setMeta(name, stored);
  }
  const publicKey = await importSPKI(stored.publicPem, "RS256", { extractable: true });
  const keyId = createHash("sha256").update(stored.publicPem).digest("base64url").slice(0, 27);
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, use: "sig", alg: "RS256" };
  return { keyId, privateKey: await importPKCS8(stored.privatePem, "RS256"), publicKey, jwk };
}
