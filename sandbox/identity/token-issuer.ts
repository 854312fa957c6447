import { createHash, randomBytes, randomUUID } from "node:crypto";
import {
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  type JWK,
  type JWTPayload,
  SignJWT,
} from "jose";
import type { Application } from "../records/application";
import { roleAssignments } from "../records/role";
import { type User, users } from "../records/user";
import { defineCollection } from "../store/collection";
import type { Store } from "../store/store";
import type { World } from "../store/world";

/** The application id URI of Graph: the audience of every token for it. */
export const graphAudience = "https://graph.microsoft.com";

/** What a token answer holds. */
interface IssuedToken {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/** What stands in the tokens of people who hold no role. */
const ordinaryUser = "b79fbf4d-3ef9-4689-8143-76b194e85509";

/** The roles that a person holds in the whole tenant. */
export function widsOf(world: World, userId: string): string[] {
  const held = world.store.of(roleAssignments).by("principal", userId);
  const wids = held.filter((one) => one.directoryScopeId === "/").map((one) => one.roleDefinitionId);
  return [...wids, ordinaryUser];
}

/** Makes and signs the tokens of a tenant. */
export class TokenIssuer {
  constructor(
    readonly world: World,
    readonly key: SigningKey,
  ) {}

  get issuer(): string {
    return `${this.world.origin}/${this.world.tenant.tenantId}/v2.0`;
  }

  /** A token for the application itself. */
  forApplication(application: Application): Promise<IssuedToken> {
    return this.#issue({
      appid: application.clientId,
      azp: application.clientId,
      app_displayname: application.name,
      oid: application.objectId,
      sub: application.objectId,
      idtyp: "app",
      roles: [...application.roles],
    });
  }

  /** A token for a user of an application. */
  forUser(application: Application, user: User, scopes: readonly string[]): Promise<IssuedToken> {
    return this.#issue({
      appid: application.clientId,
      azp: application.clientId,
      app_displayname: application.name,
      oid: user.id,
      sub: user.id,
      idtyp: "user",
      name: user.displayName,
      upn: user.userPrincipalName,
      preferred_username: user.userPrincipalName,
      scp: scopes.join(" "),
      wids: widsOf(this.world, user.id),
    });
  }

  /** An id token for an application, as OpenID Connect asks. */
  async idToken(application: Application, userId: string, nonce?: string): Promise<string> {
    const user = this.world.store.of(users).get(userId);
    const claims: JWTPayload = {
      oid: userId,
      sub: userId,
      tid: this.world.tenant.tenantId,
      name: user?.displayName,
      preferred_username: user?.userPrincipalName,
      ver: "2.0",
      ...(nonce === undefined ? {} : { nonce }),
    };
    return this.sign(claims, application.clientId, this.world.settings.tokenLifetime);
  }

  /** Signs any claims; for tests of tokens that are wrong in one respect. */
  async sign(claims: JWTPayload, audience: string, lifetime: number): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: this.issuer, iat: now, nbf: now, exp: now + lifetime, ...claims })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: this.key.keyId })
      .setAudience(audience)
      .sign(this.key.privateKey);
  }

  async #issue(claims: JWTPayload): Promise<IssuedToken> {
    const expiresIn = this.world.settings.tokenLifetime;
    const common = { tid: this.world.tenant.tenantId, ver: "2.0", uti: randomUUID() };
    return { accessToken: await this.sign({ ...common, ...claims }, graphAudience, expiresIn), expiresIn };
  }
}

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
