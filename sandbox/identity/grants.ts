import { createHash, randomBytes } from "node:crypto";
import { decodeJwt, jwtVerify } from "jose";
import type { JsonObject } from "../base/json";
import { type Application, applications } from "../records/application";
import { users } from "../records/user";
import { defineCollection } from "../store/collection";
import type { Store } from "../store/store";
import { EntraError, type IdentityContext, type IdentityRequest, ownIssuer } from "./identity-page";
import {
  federationIssuer,
  graphAudience,
  hashOf,
  issueRefreshToken,
  type RefreshToken,
  refreshTokens,
  sameSecret,
} from "./token-issuer";

interface TokenRequest extends Pick<IdentityRequest, "form" | "tenant"> {
  /** Client id and secret from an Authorization header, where they were sent there. */
  readonly basic: { readonly id: string; readonly secret: string } | undefined;
}

/** One way to get a token; registered by its `grant_type`. */
type Grant = (context: IdentityContext, request: TokenRequest) => Promise<JsonObject>;

/** Authorities that stand for the tenant of whoever signs in. */
export const sharedAuthorities: readonly string[] = ["common", "organizations"];

const openId = new Set(["openid", "profile", "email", "offline_access"]);

/** The scopes of Graph that a client asks for; `.default` is all that is consented. */
function grantedScopes(application: Application, asked: string): string[] {
  const names = asked.split(/\s+/).filter((name) => name !== "" && !openId.has(name));
  const graph = names.map((name) => name.replace(`${graphAudience}/`, ""));
  if (graph.length === 0 || graph.includes(".default")) return [...application.scopes];
  const refused = graph.find((name) => !application.scopes.includes(name));
  if (refused !== undefined) throw new EntraError(65001, application.clientId, refused);
  return graph;
}

/** Who has signed in, as MSAL wants to know it. */
export function clientInfo({ world }: IdentityContext, userId: string): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: world.tenant.tenantId })).toString("base64url");
}

async function tokenAnswer(
  context: IdentityContext,
  application: Application,
  userId: string,
  asked: string,
  nonce?: string,
): Promise<JsonObject> {
  const scopes = grantedScopes(application, asked);
  const user = context.world.store.of(users).get(userId);
  if (!user || user.deletedDateTime !== null) throw new EntraError(50034);
  if (!user.accountEnabled) throw new EntraError(50057);
  return {
    ...(await context.issuer.forUser(application, user, scopes)),
    scope: scopes.map((scope) => `${graphAudience}/${scope}`).join(" "),
    refresh_token: issueRefreshToken(context.world.store, {
      clientId: application.clientId,
      userId,
      scopes: [...application.scopes],
    }),
    id_token: await context.issuer.idToken(application, user, nonce),
    client_info: clientInfo(context, userId),
  };
}

/** A code works once, for the client and the address it was made for. */
function redeem(context: IdentityContext, clientId: string, { form }: TokenRequest) {
  const codes = context.world.store.of(signInCodes);
  const found = codes.get(hashOf(form.get("code") ?? ""));
  if (found?.kind !== "authorization" || found.clientId !== clientId || found.userId === null)
    throw new EntraError(70000);
  codes.remove(found.hash);
  if (found.expiresAt < Date.now()) throw new EntraError(70008);
  if (found.redirectUri !== form.get("redirect_uri")) throw new EntraError(500112);
  const verifier = form.get("code_verifier") ?? "";
  const isProven =
    found.challenge === null || createHash("sha256").update(verifier).digest("base64url") === found.challenge;
  if (!isProven) throw new EntraError(501481);
  return { ...found, userId: found.userId };
}

const authorizationCode: Grant = async (context, request) => {
  const client = await provenClient(context, request);
  const { userId, scope, nonce } = redeem(context, client.clientId, request);
  return tokenAnswer(context, client, userId, scope, nonce ?? undefined);
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
export function issueCode(
  store: Store,
  given: Pick<SignInCode, "kind" | "clientId" | "scope"> & Partial<SignInCode>,
): string {
  const code = `1.${randomBytes(40).toString("base64url")}`;
  const unknown = { userId: null, redirectUri: null, challenge: null, nonce: null, userCode: null };
  const expiresAt = Date.now() + fifteenMinutes;
  store.of(signInCodes).put({ ...unknown, ...given, hash: hashOf(code), expiresAt });
  return code;
}

/** The application of that id. */
export function findClient({ world }: IdentityContext, clientId: string): Application {
  const application = world.store.of(applications).get(clientId);
  if (!application) throw new EntraError(700016, clientId, world.tenant.tenantId);
  return application;
}

/** The application that a request comes from, not yet proven. */
function clientOf(context: IdentityContext, { form, basic }: TokenRequest): Application {
  return findClient(context, form.get("client_id") ?? basic?.id ?? "");
}

/** The application that a request comes from. Public clients have no secret to prove; confidential ones must. */
async function provenClient(context: IdentityContext, request: TokenRequest): Promise<Application> {
  const client = clientOf(context, request);
  return client.clientSecret === null ? client : authenticateClient(context, request);
}

/** The application that a request comes from, proven by its secret or by an assertion. */
async function authenticateClient(context: IdentityContext, request: TokenRequest): Promise<Application> {
  const application = clientOf(context, request);
  const assertion = request.form.get("client_assertion");
  if (assertion !== null) {
    await verifyClientAssertion(context, application, assertion, request.form.get("client_assertion_type"));
    return application;
  }
  const secret = request.form.get("client_secret") ?? request.basic?.secret;
  if (!secret) throw new EntraError(7000218);
  if (application.clientSecret === null || !sameSecret(secret, application.clientSecret))
    throw new EntraError(7000215, application.clientId);
  return application;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

function claimsOf(assertion: string): { issuer: string; subject: string; audience: string } {
  try {
    const { iss, sub, aud } = decodeJwt(assertion);
    return { issuer: iss ?? "", subject: sub ?? "", audience: (Array.isArray(aud) ? aud[0] : aud) ?? "" };
  } catch {
    throw new EntraError(50027);
  }
}

/** Accepts a token of the issuer that the application trusts, for the subject that it trusts. */
async function verifyClientAssertion(
  context: IdentityContext,
  application: Application,
  assertion: string,
  type: string | null,
): Promise<void> {
  if (type !== assertionType) throw new EntraError(900144);
  const said = claimsOf(assertion);
  const trusted = application.federatedCredentials.find(
    (one) => one.issuer === ownIssuer && one.subject === said.subject && one.audience === said.audience,
  );
  const issuer = federationIssuer(context.world);
  if (!trusted || said.issuer !== issuer)
    throw said.issuer === application.clientId
      ? new EntraError(700027)
      : new EntraError(700213, said.subject);
  try {
    const { audience, subject } = trusted;
    const expected = { algorithms: ["RS256"], issuer, audience, subject };
    await jwtVerify(assertion, context.federationKey.publicKey, expected);
  } catch {
    throw new EntraError(700024);
  }
}

function useToken({ world }: IdentityContext, clientId: string, sent: string): RefreshToken {
  const { store, settings } = world;
  const now = Date.now();
  const found = store.of(refreshTokens).get(hashOf(sent));
  if (!found || found.clientId !== clientId) throw new EntraError(9002313);
  if (found.expiresAt < now) throw new EntraError(700082);
  const isUsed = found.usedAt !== null && now - found.usedAt >= settings.refreshTokenGrace * 1000;
  if (isUsed && settings.refreshTokenRotation) throw new EntraError(50173);
  return store.of(refreshTokens).put({ ...found, usedAt: found.usedAt ?? now });
}

/** A new access token, and a new refresh token in place of the one used. */
const refreshTokenGrant: Grant = async (context, request) => {
  const client = await provenClient(context, request);
  const used = context.world.store.transaction(() =>
    useToken(context, client.clientId, request.form.get("refresh_token") ?? ""),
  );
  return tokenAnswer(context, client, used.userId, request.form.get("scope") ?? "");
};

/** Graph by its address, written as clients write it, and by its application id. */
const graphScopes = new Set(
  [graphAudience, `${graphAudience}/`, "00000003-0000-0000-c000-000000000000"].map(
    (one) => `${one}/.default`,
  ),
);

const clientCredentials: Grant = async (context, request) => {
  if (sharedAuthorities.includes(request.tenant?.toLowerCase() ?? "")) throw new EntraError(50059);
  const application = await authenticateClient(context, request);
  const scope = request.form.get("scope") ?? "";
  if (!scope.endsWith("/.default")) throw new EntraError(1002012, scope);
  if (!graphScopes.has(scope)) throw new EntraError(500011, scope.replace("/.default", ""));
  return context.issuer.forApplication(application);
};

/** A token for the person who signed in elsewhere for this device, once they have. */
const deviceCode: Grant = async (context, request) => {
  const client = clientOf(context, request);
  const codes = context.world.store.of(signInCodes);
  const found = codes.get(hashOf(request.form.get("device_code") ?? ""));
  if (found?.kind !== "device" || found.clientId !== client.clientId) throw new EntraError(70018);
  if (found.expiresAt < Date.now()) throw new EntraError(70020);
  if (found.userId === null) throw new EntraError(70016);
  codes.remove(found.hash);
  return tokenAnswer(context, client, found.userId, found.scope);
};

/** Ways to get a token, by `grant_type`. */
export const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  refresh_token: refreshTokenGrant,
  authorization_code: authorizationCode,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
  device_code: deviceCode,
};
