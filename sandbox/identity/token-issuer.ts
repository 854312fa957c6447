import { randomUUID } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { type User, users } from "../directory/users/user";
import type { World } from "../world";
import type { Application } from "./application";
import type { SigningKey } from "./signing-key";

/** The application id URI of Graph: the audience of every token for it. */
export const graphAudience = "https://graph.microsoft.com";

/** What a token answer holds. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresIn: number;
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
