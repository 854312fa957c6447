import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type {
  DirectoryFacts,
  IdentitiesFileFacts,
  IdentityFacts,
  OrganisationFacts,
  SignIn,
} from "../../doctor/facts";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import type { TokenClaims } from "../../graph/http/token";
import type { Identities, Identity } from "../../graph/identity/identities";
import { readIdentities } from "../../graph/identity/read-identities";
import { type IdentityName, openGraph } from "../../graph/open-graph";
import { administrativeUnits } from "../../graph/resources/groups";
import { rolesHeldBy } from "../../graph/resources/role-assignments";
import { textOf } from "../../graph/wire";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { unitNames, unitsIn } from "../../tenant/groups";
import { namesOfAccount } from "../ask-directory";
import type { Io } from "../context";

/** What may keep an identity from being tried. */
export interface Circumstances {
  readonly env: Io["env"];
  readonly signal: AbortSignal;
  readonly isSignInReached: boolean;
  readonly isGraphReached: boolean;
  readonly hasTenant: boolean;
  /** Whether someone is there to sign in in a browser. */
  readonly hasPerson: boolean;
  readonly organisations: readonly OrganisationFacts[];
}

/** Signs an identity in, and looks at what it holds. Changes nothing, except that a refresh token is renewed. */
export async function lookAtIdentity(
  configured: ConfiguredIdentity,
  circumstances: Circumstances,
): Promise<IdentityFacts> {
  const { identity: _secret, ask, ...known } = configured;
  const why = whyNotTried(configured, circumstances);
  if (why !== undefined) return { ...known, signIn: { what: "not-tried", why } };
  const { env, signal } = circumstances;
  try {
    const graph = openGraph({ env, identity: ask, signal });
    const { objectId, ...claims } = await graph.claims();
    const signIn: SignIn = { what: "done", claims };
    if (!circumstances.isGraphReached) return { ...known, signIn };
    if (known.kind === "calendar" || known.kind === "deleter") {
      const addresses = await addressesOf(claims.account, objectId, configured, circumstances);
      return { ...known, signIn, ...(addresses && { addresses }) };
    }
    if (known.kind !== "directory") return { ...known, signIn };
    return { ...known, signIn, directory: await lookAtDirectory(graph, objectId, configured, circumstances) };
  } catch (error) {
    const [problem] = error instanceof VisibleError ? error.problems : [];
    if (!problem) throw error;
    return { ...known, signIn: { what: "refused", problem } };
  }
}

/** The account's addresses, where its name in the token is not the one on file: people sign in by another name than they get mail at. */
async function addressesOf(
  account: string | undefined,
  objectId: string | undefined,
  { address, organisation }: ConfiguredIdentity,
  { env, signal, organisations }: Circumstances,
): Promise<readonly string[] | undefined> {
  const operator = organisations.find(({ stack }) => stack === organisation)?.operator;
  const other = [address, operator].find((wanted) => wanted !== undefined && wanted !== account);
  if (other === undefined) return undefined;
  // where the directory gives no answer, the names are all there is
  const addresses = await namesOfAccount({ env, signal }, other, objectId).catch(() => []);
  return addresses.length > 0 ? addresses : undefined;
}

function whyNotTried({ identity }: ConfiguredIdentity, around: Circumstances): string | undefined {
  if (!around.hasTenant) return "no tenant is named";
  if (identity.kind === "interactive" && !around.hasPerson) return "it needs a person at a terminal";
  // a managed identity asks its own machine
  return around.isSignInReached || identity.kind === "managed" ? undefined : "the sign-in cannot be reached";
}

async function lookAtDirectory(
  graph: GraphClient,
  objectId: TokenClaims["objectId"],
  { organisation }: ConfiguredIdentity,
  { organisations }: Circumstances,
): Promise<DirectoryFacts> {
  const served = organisations.filter(({ stack, hasPolicies }) =>
    organisation === undefined ? hasPolicies : stack === organisation,
  );
  try {
    // whoever sees the units may read the directory
    const units = served.length > 0 ? await unitsOf(graph, served) : [];
    return { units, ...(await assignmentsOf(graph, objectId ?? "", units.length > 0)) };
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    return { unread: { why: error.message, isForbidden: error.kind === "denied" }, units: [] };
  }
}

async function assignmentsOf(
  graph: GraphClient,
  objectId: string,
  mayRead: boolean,
): Promise<Pick<DirectoryFacts, "assignments">> {
  try {
    return { assignments: await rolesHeldBy(graph, objectId) };
  } catch (error) {
    if (mayRead && error instanceof GraphError && error.kind === "denied") return {};
    throw error;
  }
}

async function unitsOf(
  graph: GraphClient,
  served: readonly OrganisationFacts[],
): Promise<DirectoryFacts["units"]> {
  const names = served.flatMap(({ shortName }) => unitNames(shortName));
  const { body } = await graph.send(administrativeUnits.named(names));
  return served.map(({ shortName }) => {
    const [unit] = unitsIn(body, shortName);
    return unit
      ? { name: textOf(unit["displayName"]), id: textOf(unit["id"]) }
      : { name: unitNames(shortName)[0] };
  });
}

/** An identity of the file, and how the client is asked for it. */
export interface ConfiguredIdentity
  extends Pick<IdentityFacts, "name" | "kind" | "organisation" | "address"> {
  readonly identity: Identity;
  readonly ask: IdentityName;
}

/** The identities to look at: with organisations named, theirs and what serves all; else every one of the file. */
export function configuredIdentities(
  { observer, calendarDeleter, directoryOperator, directoryOperators, calendarOperators }: Identities,
  organisations: readonly OrganisationFacts[],
): ConfiguredIdentity[] {
  const named = organisations.some(({ isNamed }) => isNamed);
  const isMeant = (stack: string): boolean => !named || organisations.some((one) => one.stack === stack);
  const meant = <T>(entries: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(entries).filter(([stack]) => isMeant(stack));
  const entry = (
    name: string,
    kind: ConfiguredIdentity["kind"],
    identity: Identity | undefined,
    ask: IdentityName,
    more: Pick<ConfiguredIdentity, "organisation" | "address"> = {},
  ): ConfiguredIdentity[] => (identity ? [{ name, kind, identity, ask, ...more }] : []);
  const address = calendarDeleter?.address.toLowerCase();
  return [
    ...entry("observer", "observer", observer, "observer"),
    ...entry("directoryOperator", "directory", directoryOperator, "directoryOperator"),
    ...meant(directoryOperators).flatMap(([organisation, identity]) => {
      const ask = { directoryOperatorOf: organisation };
      return entry(`directoryOperators.${organisation}`, "directory", identity, ask, { organisation });
    }),
    ...entry("calendarDeleter", "deleter", calendarDeleter, "calendarDeleter", address ? { address } : {}),
    ...meant(calendarOperators).flatMap(([organisation, identity]) => {
      const more = { organisation, address: identity.address.toLowerCase() };
      const ask = { operatorOf: organisation };
      return entry(`calendarOperators.${organisation}`, "calendar", identity, ask, more);
    }),
  ];
}

/** The identities file as it can be used, or why not. */
export function readFile(file: string): { identities?: Identities; fault?: IdentitiesFileFacts["problem"] } {
  if (file === "") return { fault: problem("identities-not-named", {}) };
  try {
    return { identities: readIdentities(file) };
  } catch (error) {
    if (error instanceof VisibleError && error.problems[0]) return { fault: error.problems[0] };
    throw error;
  }
}

/** How the file lies there, and the files that it names. */
export function lookAtFile(file: string, configured: readonly ConfiguredIdentity[]): IdentitiesFileFacts {
  const folder = dirname(resolve(file));
  const open = isOpen(folder);
  return {
    file,
    ...(open && { openFolder: folder }),
    isWritable: may(file, constants.W_OK) && may(folder, constants.W_OK),
    renewed: configured.flatMap(({ name, identity }) => (identity.kind === "refresh-token" ? [name] : [])),
    tokenFiles: configured.flatMap(({ name, identity }) => {
      if (identity.kind !== "federated" || may(identity.tokenFile, constants.R_OK)) return [];
      return [{ identity: name, file: identity.tokenFile, why: "there is none that this account may read" }];
    }),
  };
}

/** Folders for everybody, such as /tmp, keep what is in them from others by their sticky bit. */
function isOpen(folder: string): boolean {
  if (process.platform === "win32") return false;
  const { mode } = statSync(folder);
  return (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
}

function may(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
