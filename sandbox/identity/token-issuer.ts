import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import {
  type CryptoKey,
  errors,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from "jose";
import type { Caller } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import type { Application } from "../records/application";
import { roleAssignments } from "../records/role";
import { type User, users } from "../records/user";
import { defineCollection } from "../store/collection";
import type { Store } from "../store/store";
import type { World } from "../store/world";

/** The application id URI of Graph: the audience of every token for it. */
export const graphAudience = "https://graph.microsoft.com";

/** What the token endpoint answers at least. A type and not an interface, so that it passes as JSON. */
type IssuedToken = {
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
};

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

  forApplication(application: Application): Promise<IssuedToken> {
    const claims = { idtyp: "app", roles: [...application.roles] };
    return this.#issue(application, application.objectId, claims);
  }

  forUser(application: Application, user: User, scopes: readonly string[]): Promise<IssuedToken> {
    return this.#issue(application, user.id, {
      idtyp: "user",
      name: user.displayName,
      upn: user.userPrincipalName,
      preferred_username: user.userPrincipalName,
      scp: scopes.join(" "),
      wids: widsOf(this.world, user.id),
    });
  }

  idToken(application: Application, user: User, nonce?: string): Promise<string> {
    const claims = {
      oid: user.id,
      sub: user.id,
      tid: this.world.tenant.tenantId,
      name: user.displayName,
      preferred_username: user.userPrincipalName,
      ver: "2.0",
      ...(nonce === undefined ? {} : { nonce }),
    };
    return this.sign(claims, application.clientId, this.world.settings.tokenLifetime);
  }

  /** Signs any claims; for tests of tokens that are wrong in one respect. */
  sign(claims: JWTPayload, audience: string, lifetime: number): Promise<string> {
    return signed(this.key, { iss: this.issuer, ...claims }, audience, lifetime);
  }

  async #issue(application: Application, objectId: string, more: JWTPayload): Promise<IssuedToken> {
    const lifetime = this.world.settings.tokenLifetime;
    const claims = {
      tid: this.world.tenant.tenantId,
      ver: "2.0",
      uti: randomUUID(),
      appid: application.clientId,
      azp: application.clientId,
      app_displayname: application.name,
      oid: objectId,
      sub: objectId,
      ...more,
    };
    return {
      token_type: "Bearer",
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: await this.sign(claims, graphAudience, lifetime),
    };
  }
}

function signed(key: SigningKey, claims: JWTPayload, audience: string, lifetime: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iat: now, nbf: now, exp: now + lifetime, ...claims })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.keyId })
    .setAudience(audience)
    .sign(key.privateKey);
}

/** The issuer that stands for a pipeline's own, such as GitHub's. */
export function federationIssuer({ origin }: World): string {
  return `${origin}/federation`;
}

/** A workload's token for a subject, as a pipeline would get it from its own platform. */
export function workloadToken(
  { world, federationKey }: { readonly world: World; readonly federationKey: SigningKey },
  subject: string,
  audience: string,
  lifetime: number,
): Promise<string> {
  return signed(federationKey, { iss: federationIssuer(world), sub: subject }, audience, lifetime);
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

/** Are they the same? Takes equally long whatever is sent. */
export function sameSecret(sent: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(sent)), Buffer.from(hashOf(kept)));
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

const cacheLimit = 2000;

/** What Graph says of a token that cannot be verified. */
function wordsFor(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "Lifetime validation failed, the token is expired.";
  if (error instanceof errors.JWTClaimValidationFailed) {
    const words: Record<string, string> = {
      aud: "Access token validation failure. Invalid audience.",
      iss: "Access token validation failure. Invalid issuer.",
      nbf: "Lifetime validation failed, the token is not yet valid.",
    };
    return words[error.claim] ?? "Access token validation failure.";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "Access token validation failure. Invalid signature.";
  return "CompactToken parsing failed with error code: 80049217";
}

function text(payload: JWTPayload, claim: string): string {
  const value = payload[claim];
  return typeof value === "string" ? value : "";
}

/** Tells callers by their tokens. A verified token is remembered until it expires. */
export class TokenVerifier {
  readonly #known = new Map<string, { caller: Caller; expires: number }>();

  constructor(
    readonly world: World,
    readonly key: SigningKey,
  ) {}

  known(authorization: string | undefined): Caller | undefined {
    const found = this.#known.get(authorization ?? "");
    return found && found.expires > Date.now() ? found.caller : undefined;
  }

  /** The caller that an Authorization header names; refuses in Graph's words. */
  async verify(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (!token) throw this.#refused("Access token is empty.");
    const payload = await this.#payload(token);
    if (text(payload, "tid") !== this.world.tenant.tenantId)
      throw this.#refused("Access token validation failure. Invalid tenant.");
    const caller = this.#caller(payload);
    if (this.#known.size >= cacheLimit) this.#known.clear();
    this.#known.set(authorization ?? "", { caller, expires: (payload.exp ?? 0) * 1000 });
    return caller;
  }

  /** Forgets what was verified: after a reset, or when a user or an application changes. */
  forget(): void {
    this.#known.clear();
  }

  #refused(message: string): Error {
    return graphFaults.invalidToken(message, this.world.origin);
  }

  async #payload(token: string): Promise<JWTPayload> {
    try {
      const issuer = `${this.world.origin}/${this.world.tenant.tenantId}/v2.0`;
      const options = { algorithms: ["RS256"], audience: graphAudience, issuer };
      return (await jwtVerify(token, this.key.publicKey, options)).payload;
    } catch (error) {
      throw this.#refused(wordsFor(error));
    }
  }

  #caller(payload: JWTPayload): Caller {
    const delegated = text(payload, "scp") !== "";
    const roles = Array.isArray(payload["roles"]) ? payload["roles"].map(String) : [];
    const objectId = text(payload, "oid");
    if (delegated) {
      const user = this.world.store.of(users).get(objectId);
      if (!user?.accountEnabled || user.deletedDateTime !== null)
        throw this.#refused("The identity of the calling application could not be established.");
    }
    return {
      kind: delegated ? "delegated" : "application",
      appId: text(payload, "appid"),
      permissions: new Set(delegated ? text(payload, "scp").split(" ") : roles),
      objectId,
      directoryRoles: new Set(Array.isArray(payload["wids"]) ? payload["wids"].map(String) : []),
      name: delegated ? text(payload, "upn") : text(payload, "app_displayname"),
    };
  }
}
