import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { AuthenticationResult } from "@azure/msal-node";
import { withFileLock } from "../../files/file-lock";
import { makePrivateFolder } from "../../files/private-folder";
import { writeFileAtomically } from "../../files/write-file";
import { hideSecret } from "../../problem/hide-tokens";
import type { GraphEnvironment } from "../environment";
import type { AccessToken } from "../http/token";
import { isRecord } from "../wire";
import {
  AuthorityNetwork,
  authorityOf,
  cachedRefreshToken,
  GRAPH_SCOPE,
  isCustomAuthority,
  type SignInSettings,
} from "./authority-network";
import type { Identity, OperatorIdentity } from "./identities";
import { pipelineToken } from "./pipeline-token";

/** A way to a token: what is loaded for it is loaded at the first use. */
export type Acquire = (settings: SignInSettings) => Promise<AccessToken>;

/** How an identity signs in. `organisation` says whose entry a rotated refresh token is written to. */
export function acquireToken(
  identity: Identity,
  environment: GraphEnvironment,
  organisation: string,
): Acquire {
  switch (identity.kind) {
    case "secret":
      return byConfidentialClient(environment, identity.clientId, { clientSecret: identity.clientSecret });
    case "federated":
      // read at each sign-in: runners renew the file
      return byConfidentialClient(environment, identity.clientId, {
        clientAssertion: () => Promise.resolve(readFileSync(identity.tokenFile, "utf8").trim()),
      });
    case "pipeline":
      return byConfidentialClient(environment, identity.clientId, {
        clientAssertion: () => pipelineToken(identity.serviceConnection, process.env),
      });
    case "refresh-token":
      return (settings) =>
        redeemFromFile(
          environment.identitiesFile,
          organisation,
          redeemBy(environment, identity.clientId, settings),
        );
    case "managed":
    case "interactive":
      return byAzureIdentity(identity, environment);
  }
}

type Proof = { clientSecret: string } | { clientAssertion: () => Promise<string> };

/**
 * Microsoft's sign-in library without @azure/identity around it, which does the same and takes six times as long to load
 * in every short-lived provider process.
 */
function byConfidentialClient(environment: GraphEnvironment, clientId: string, proof: Proof): Acquire {
  return (settings) =>
    overNetwork(settings, async (networkClient) => {
      // one for each sign-in: it remembers for a minute that the authority was overloaded, and asks no more
      const client = new (msal().ConfidentialClientApplication)({
        auth: { clientId, ...authorityOf(environment), ...proof },
        system: { networkClient },
      });
      const result = await client.acquireTokenByClientCredential({ scopes: [GRAPH_SCOPE], skipCache: true });
      return accessToken(result);
    });
}

/** Where the authority gave no usable answer, that is why a sign-in failed, whatever the library makes of it. */
async function overNetwork<T>(
  settings: SignInSettings,
  work: (network: AuthorityNetwork) => Promise<T>,
): Promise<T> {
  const network = new AuthorityNetwork(settings);
  try {
    return await work(network);
  } catch (error) {
    throw network.failure ?? error;
  }
}

/** Loaded at the first use, and by `require`: that is one file, where `import` takes each of the library's hundred by itself. */
function msal(): typeof import("@azure/msal-node") {
  return require("@azure/msal-node");
}

function redeemBy(environment: GraphEnvironment, clientId: string, settings: SignInSettings): Redeem {
  return (refreshToken) =>
    overNetwork(settings, async (networkClient) => {
      const { PublicClientApplication } = msal();
      // one for each sign-in: its cache is where the library puts the rotated token, and nothing else may be in it
      const app = new PublicClientApplication({
        auth: { clientId, ...authorityOf(environment) },
        system: { networkClient },
      });
      const result = await app.acquireTokenByRefreshToken({
        refreshToken,
        scopes: [GRAPH_SCOPE],
        forceCache: true,
      });
      const rotated = cachedRefreshToken(app.getTokenCache().serialize());
      return { ...accessToken(result), ...(rotated ? { refreshToken: rotated } : {}) };
    });
}

/** These repeat by themselves what may pass, up to three times. */
function byAzureIdentity(
  identity: Extract<Identity, { kind: "managed" | "interactive" }>,
  environment: GraphEnvironment,
): Acquire {
  const options = {
    authorityHost: environment.authorityHost,
    disableInstanceDiscovery: isCustomAuthority(environment),
  };
  return async () => {
    const azure = await import("@azure/identity");
    const credential =
      identity.kind === "managed"
        ? new azure.ManagedIdentityCredential(identity.clientId ? { clientId: identity.clientId } : {})
        : new azure.InteractiveBrowserCredential({
            ...options,
            clientId: identity.clientId,
            tenantId: environment.tenantId,
            ...(identity.address && { loginHint: identity.address }),
          });
    const token = await credential.getToken(GRAPH_SCOPE);
    return { token: token.token, expiresAt: token.expiresOnTimestamp };
  };
}

function accessToken(result: AuthenticationResult | null): AccessToken {
  if (!result) throw new Error("the authority gave no token");
  return { token: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? Date.now() };
}

/** Exchanges a refresh token for an access token and, where the authority rotates, a new refresh token. */
type Redeem = (refreshToken: string) => Promise<AccessToken & { refreshToken?: string }>;

/**
 * Gets access tokens by the refresh token in the identities file. A rotated token is written back before the access token
 * is used; several processes take turns, and each reads what the one before it wrote.
 */
export function redeemFromFile(file: string, organisation: string, redeem: Redeem): Promise<AccessToken> {
  return withFileLock(file, async () => {
    const stored = storedToken(file, organisation);
    const { refreshToken, ...token } = await redeem(stored);
    if (refreshToken && refreshToken !== stored) store(file, organisation, refreshToken);
    return token;
  });
}

function storedToken(file: string, organisation: string): string {
  const token = operatorEntry(read(file), organisation)["refreshToken"];
  if (typeof token !== "string")
    throw new Error(`no refresh token of ${organisation} in the identities file`);
  return token;
}

/** Everything else in the file stays as it is, also what another process has changed meanwhile. */
function store(file: string, organisation: string, refreshToken: string): void {
  const content = read(file);
  operatorEntry(content, organisation)["refreshToken"] = refreshToken;
  hideSecret(refreshToken);
  write(file, content);
}

/**
 * Puts a calendar operator into the identities file in place of the one that was there, and leaves everything else as it
 * is. The file is made if there is none, readable by its owner only.
 */
export async function storeOperator(
  file: string,
  organisation: string,
  operator: Extract<OperatorIdentity, { kind: "refresh-token" }>,
): Promise<void> {
  makePrivateFolder(dirname(file));
  await withFileLock(file, async () => {
    const before = existsSync(file) ? read(file) : {};
    const others = operatorsIn(before).filter(([name]) => name.toLowerCase() !== organisation);
    const calendarOperators = { ...Object.fromEntries(others), [organisation]: operator };
    write(file, { ...(isRecord(before) ? before : {}), calendarOperators });
  });
}

function operatorsIn(content: unknown): [string, unknown][] {
  const operators = isRecord(content) ? content["calendarOperators"] : undefined;
  return isRecord(operators) ? Object.entries(operators) : [];
}

/** An organisation's calendar operator; without an organisation, the one identity that deletes calendars. */
function operatorEntry(content: unknown, organisation: string): Record<string, unknown> {
  const deleter = isRecord(content) ? content["calendarDeleter"] : undefined;
  const entry =
    organisation === ""
      ? deleter
      : operatorsIn(content).find(([name]) => name.toLowerCase() === organisation)?.[1];
  if (!isRecord(entry)) {
    const who = organisation === "" ? "calendarDeleter" : `calendar operator of ${organisation}`;
    throw new Error(`no ${who} in the identities file`);
  }
  return entry;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const write = (file: string, content: unknown): void =>
  writeFileAtomically(file, `${JSON.stringify(content, undefined, 2)}\n`);
