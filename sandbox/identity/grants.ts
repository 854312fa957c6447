import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { decodeJwt, jwtVerify } from "jose";
import type { JsonObject } from "../base/json";
import { type Application, applications } from "../records/application";
import { users } from "../records/user";
import { defineCollection } from "../store/collection";
import type { Store } from "../store/store";
import { EntraError, type IdentityContext, ownIssuer } from "./identity-page";
import { federationIssuer } from "./metadata-pages";
import { graphAudience, hashOf, issueRefreshToken } from "./token-issuer";

/** What a client sent to the token endpoint. */
interface TokenRequest {
  readonly form: URLSearchParams;
  /** As the address names it: an id, a domain, `common`. */
  readonly tenant?: string;
  /** Client id and secret from an Authorization header, where they were sent there. */
  readonly basic: { readonly id: string; readonly secret: string } | undefined;
}

/** One way to get a token; registered by its `grant_type`. */
export type Grant = (context: IdentityContext, request: TokenRequest) => Promise<JsonObject>;

const openId = new Set(["openid", "profile", "email", "offline_access"]);

/** The scopes of Graph that a client asks for; `.default` is all that is consented. */
export function grantedScopes(application: Application, asked: string): string[] {
  const names = asked.split(/\s+/).filter((name) => name !== "" && !openId.has(name));
  const graph = names.map((name) => name.replace(`${graphAudience}/`, ""));
  if (graph.length === 0 || graph.includes(".default")) return [...application.scopes];
  const refused = graph.find((name) => !application.scopes.includes(name));
  if (refused !== undefined) {
    throw new EntraError(
      "invalid_grant",
      65001,
      `The user or administrator has not consented to use the application with ID '${application.clientId}': ${refused}.`,
    );
  }
  return graph;
}

/** What the token endpoint answers for a user: access, refresh and id token. */
export async function tokenAnswer(
  context: IdentityContext,
  application: Application,
  userId: string,
  scopes: readonly string[],
  nonce?: string,
): Promise<JsonObject> {
  const user = context.world.store.of(users).get(userId);
  if (!user || user.deletedDateTime !== null)
    throw new EntraError("invalid_grant", 50034, "The user account does not exist in the directory.");
  if (!user.accountEnabled) throw new EntraError("invalid_grant", 50057, "The user account is disabled.");
  const { accessToken, expiresIn } = await context.issuer.forUser(application, user, scopes);
  const { tenantId } = context.world.tenant;
  return {
    token_type: "Bearer",
    scope: scopes.map((scope) => `${graphAudience}/${scope}`).join(" "),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: accessToken,
    refresh_token: issueRefreshToken(context.world.store, {
      clientId: application.clientId,
      userId,
      scopes: [...application.scopes],
    }),
    id_token: await context.issuer.idToken(application, userId, nonce),
    client_info: Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString("base64url"),
  };
}

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

/** A code on its way from a person's sign-in to a token. */
interface SignInCode {
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

function sameSecret(sent: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(sent)), Buffer.from(hashOf(kept)));
}

/** The application that a request comes from, not yet proven. */
export function findClient(context: IdentityContext, request: TokenRequest): Application {
  const clientId = request.form.get("client_id") ?? request.basic?.id ?? "";
  const application = context.world.store.of(applications).get(clientId);
  if (application) return application;
  const tenant = context.world.tenant.tenantId;
  throw new EntraError(
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
  );
}

/** The application that a request comes from, proven by its secret or by an assertion. */
export async function authenticateClient(
  context: IdentityContext,
  request: TokenRequest,
): Promise<Application> {
  const application = findClient(context, request);
  const assertion = request.form.get("client_assertion");
  if (assertion !== null) {
    await verifyClientAssertion(context, application, assertion, request.form.get("client_assertion_type"));
    return application;
  }
  const secret = request.form.get("client_secret") ?? request.basic?.secret;
  if (!secret) {
    throw new EntraError(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    );
  }
  if (application.clientSecret === null || !sameSecret(secret, application.clientSecret)) {
    throw new EntraError(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${application.clientId}'.`,
      401,
    );
  }
  return application;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

function claimsOf(assertion: string): { issuer: string; subject: string; audience: string } {
  try {
    const { iss, sub, aud } = decodeJwt(assertion);
    return { issuer: iss ?? "", subject: sub ?? "", audience: (Array.isArray(aud) ? aud[0] : aud) ?? "" };
  } catch {
    throw new EntraError("invalid_client", 50027, "JWT token is invalid or malformed.", 401);
  }
}

/** Accepts a token of the issuer that the application trusts, for the subject that it trusts. */
async function verifyClientAssertion(
  context: IdentityContext,
  application: Application,
  assertion: string,
  type: string | null,
): Promise<void> {
  if (type !== assertionType)
    throw new EntraError(
      "invalid_request",
      900144,
      "The request body must contain the following parameter: 'client_assertion_type'.",
    );
  const said = claimsOf(assertion);
  const trusted = application.federatedCredentials.find(
    (one) => one.issuer === ownIssuer && one.subject === said.subject && one.audience === said.audience,
  );
  const issuer = federationIssuer(context);
  if ((!trusted || said.issuer !== issuer) && said.issuer === application.clientId)
    throw new EntraError(
      "invalid_client",
      700027,
      "The certificate with identifier used to sign the client assertion is not registered on application.",
      401,
    );
  if (!trusted || said.issuer !== issuer) {
    throw new EntraError(
      "invalid_client",
      700213,
      `No matching federated identity record found for presented assertion subject '${said.subject}'.`,
      401,
    );
  }
  try {
    const { audience, subject } = trusted;
    await jwtVerify(assertion, context.federationKey.publicKey, {
      algorithms: ["RS256"],
      issuer,
      audience,
      subject,
    });
  } catch {
    throw new EntraError(
      "invalid_client",
      700024,
      "Client assertion is not within its valid time range, or its signature is not valid.",
      401,
    );
  }
}
