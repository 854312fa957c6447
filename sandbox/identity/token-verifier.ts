import { errors, type JWTPayload, jwtVerify } from "jose";
import type { Caller } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { users } from "../records/user";
import type { World } from "../store/world";
import { graphAudience, type SigningKey } from "./token-issuer";

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

  /** The caller of a token seen before, without any waiting. */
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
