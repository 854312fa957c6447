import { unitNames, unitsIn } from "../../../providers/user-policy/find-or-create-group";
import type { DirectoryFacts, IdentityFacts, OrganisationFacts, SignIn } from "../../doctor/facts";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import type { TokenClaims } from "../../graph/http/token";
import { openGraph } from "../../graph/open-graph";
import { administrativeUnits } from "../../graph/resources/groups";
import { rolesHeldBy } from "../../graph/resources/role-assignments";
import { textOf } from "../../graph/wire";
import { VisibleError } from "../../problem/visible-error";
import type { Io } from "../io";
import type { ConfiguredIdentity } from "./configured-identities";

/** What may keep an identity from being tried. */
export interface Circumstances {
  readonly env: Io["env"];
  readonly signal: AbortSignal;
  readonly isSignInReached: boolean;
  readonly isGraphReached: boolean;
  readonly hasTenant: boolean;
  /** Whether somebody is there to sign in in a browser. */
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
    if (known.kind !== "directory" || !circumstances.isGraphReached) return { ...known, signIn };
    return { ...known, signIn, directory: await lookAtDirectory(graph, objectId, configured, circumstances) };
  } catch (error) {
    const [problem] = error instanceof VisibleError ? error.problems : [];
    if (!problem) throw error;
    return { ...known, signIn: { what: "refused", problem } };
  }
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

/** The units by the names that handlers look for. */
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
