import type {
  Answer,
  DoctorFacts,
  EngineState,
  IdentityFacts,
  OrganisationFacts,
  ReachFacts,
} from "../../doctor/facts";
import { engineSettings, LEAST_NODE } from "../../engine/environment";
import { chooseEngine } from "../../engine/install/choose-engine";
import { type EngineWay, engineCache, enginePins, homeFolder } from "../../engine/install/engine-facts";
import { lookForEngine } from "../../engine/install/look-for-engine";
import { fewOpenFiles } from "../../files/open-files";
import { type GraphEnvironment, graphEnvironment, isThisMachine } from "../../graph/environment";
import { reach } from "../../graph/http/reach";
import type { Estate } from "../../model/estate";
import { loadEstate } from "../../model/load-estate";
import { diskFiles } from "../../spec/spec-files";
import type { Io } from "../context";
import type { Progress } from "../progress";
import { graphEnvironmentOf } from "../pulumi-environment";
import { isSandboxStopped } from "../sandbox/running-sandbox";
import {
  type ConfiguredIdentity,
  configuredIdentities,
  lookAtFile,
  lookAtIdentity,
  readFile,
} from "./look-at-identity";
import { lookAtState } from "./look-at-state";

/** Looks at everything that the commands need, and changes nothing. */
export async function look(
  io: Io,
  root: string,
  chosen: { readonly stacks: readonly string[]; readonly areNamed: boolean },
  progress: Progress,
): Promise<DoctorFacts> {
  const { estate } = loadEstate(root, diskFiles);
  const organisations = organisationsOf(estate, chosen.stacks, chosen.areNamed);
  const env = graphEnvironmentOf(io, root);
  const environment = graphEnvironment(env);
  progress.step("looking for the engine");
  const engine = await lookAtEngine(io);
  progress.step("asking Microsoft Graph and the sign-in whether they are there");
  const isStopped = isSandboxStopped(io, root);
  // Microsoft is not asked about a tenant that is not meant
  const reach = isStopped ? [] : await lookAtNetwork(io, environment);
  const stoppedSandbox = isStopped ? {} : closedSandbox(reach);
  const { identities, fault } = readFile(environment.identitiesFile);
  const configured = identities ? configuredIdentities(identities, organisations) : [];
  const isReached = (what: string): boolean => reach.some((one) => one.what === what && one.answer.reached);
  const found = await identitiesSeen(configured, progress, {
    env,
    signal: io.signal,
    isSignInReached: isReached("the sign-in"),
    isGraphReached: isReached("Microsoft Graph"),
    hasTenant: environment.tenantId !== "",
    hasPerson: io.isTerminal.stderr,
    organisations,
  });
  const few = fewOpenFiles();
  progress.step("looking at the state");
  return {
    node: { version: process.version, least: LEAST_NODE },
    engine: engineState(engine),
    engineSettings: engineSettings(io.env),
    ...(few && { fewOpenFiles: few }),
    ...(stoppedSandbox && { stoppedSandbox }),
    reach,
    tenant: { specs: estate?.tenant.tenantId.toLowerCase() ?? "", environment: environment.tenantId },
    mailboxesInExchange: estate?.tenant.observer.mailboxSettings === "scoped-in-exchange",
    file: fileFacts(environment, configured, fault),
    identities: found,
    organisations,
    state: await lookAtState(io, root, engine, chosen.stacks),
  };
}

function fileFacts(
  { identitiesFile }: GraphEnvironment,
  configured: readonly ConfiguredIdentity[],
  problem: DoctorFacts["file"]["problem"],
): DoctorFacts["file"] {
  if (problem) return { file: identitiesFile, problem, isWritable: false, renewed: [], tokenFiles: [] };
  return lookAtFile(identitiesFile, configured);
}

async function identitiesSeen(
  configured: readonly ConfiguredIdentity[],
  progress: Progress,
  around: Parameters<typeof lookAtIdentity>[1],
): Promise<IdentityFacts[]> {
  const found: IdentityFacts[] = [];
  for (const one of configured) {
    progress.step(`signing in as ${one.name}`);
    found.push(await lookAtIdentity(one, around));
  }
  return found;
}

function organisationsOf(
  estate: Estate | undefined,
  stacks: readonly string[],
  isNamed: boolean,
): OrganisationFacts[] {
  return stacks.map((stack) => {
    const model = estate?.organisations.find(({ organisation }) => organisation.stack === stack);
    const operator = model?.organisation.operator?.toLowerCase();
    return {
      stack,
      shortName: model?.organisation.shortName ?? stack,
      ...(operator !== undefined && { operator }),
      hasPolicies: (model?.policies ?? []).some(({ status }) => status === "active"),
      isNamed,
    };
  });
}

/** A sandbox that the settings name and that nothing listens for. */
function closedSandbox(reach: readonly ReachFacts[]): DoctorFacts["stoppedSandbox"] {
  const isClosed = ({ url, answer }: ReachFacts): boolean =>
    isThisMachine(url) && !answer.reached && answer.why.includes("ECONNREFUSED");
  const [{ url } = { url: "" }] = reach.filter(({ what }) => what === "Microsoft Graph");
  return reach.every(isClosed) ? { url } : undefined;
}

/** Who answers at Graph's address and at the sign-in's, and with what time. */
function lookAtNetwork(io: Io, environment: GraphEnvironment): Promise<ReachFacts[]> {
  const { graphUrl, authorityHost, tenantId } = environment;
  const configuration = `${authorityHost}/${tenantId || "common"}/v2.0/.well-known/openid-configuration`;
  return Promise.all([
    ask(io, { what: "the sign-in", variable: "BOOKINGS_AUTHORITY_HOST", url: authorityHost }, configuration),
    ask(io, { what: "Microsoft Graph", variable: "BOOKINGS_GRAPH_URL", url: graphUrl }, graphUrl),
  ]);
}

async function ask(io: Io, place: Omit<ReachFacts, "answer">, url: string): Promise<ReachFacts> {
  const before = io.now().getTime();
  const found = await reach(url, io.signal);
  if (!found.reached) return { ...place, answer: found };
  // the answer was written somewhere between asking and hearing
  const heard = (before + io.now().getTime()) / 2;
  const answer: Answer = {
    reached: true,
    status: found.status,
    ...(found.date === undefined ? {} : { clockAheadMs: heard - found.date }),
  };
  return { ...place, answer };
}

const FROM: Readonly<Record<Extract<EngineWay, { kind: "use" }>["origin"], string>> = {
  named: "named by BOOKINGS_PULUMI",
  path: "on the PATH",
  cache: "in the user's cache",
};

/** The engine that a run would use. Installs nothing. */
async function lookAtEngine({ env }: Pick<Io, "env">): Promise<EngineWay | "no-home"> {
  const machine = `${process.platform}-${process.arch}`;
  const cache = engineCache({ env, home: homeFolder, machine });
  const way = chooseEngine(await lookForEngine({ pins: enginePins, env, cache, machine }));
  return way.kind === "use" || cache !== undefined ? way : "no-home";
}

/** The same as a fact to be judged. */
function engineState(way: EngineWay | "no-home"): EngineState {
  if (way === "no-home") return { what: "no-home" };
  switch (way.kind) {
    case "use":
      return { what: "here", version: way.version, from: FROM[way.origin] };
    case "download":
      return { what: "to-come", version: way.version, how: "downloaded" };
    case "build":
      return { what: "to-come", version: way.version, how: "built" };
    case "none":
      return { what: "none", because: way.because };
  }
}
