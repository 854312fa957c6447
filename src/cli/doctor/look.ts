import type { DoctorFacts, IdentityFacts, OrganisationFacts } from "../../doctor/facts";
import { LEAST_NODE } from "../../engine/node-folder";
import { type GraphEnvironment, graphEnvironment } from "../../graph/environment";
import type { Estate } from "../../model/estate";
import { loadEstate } from "../../model/load-estate";
import { diskFiles } from "../../spec/disk-files";
import { graphEnvironmentOf } from "../graph-environment";
import type { Io } from "../io";
import type { Progress } from "../progress";
import { type ConfiguredIdentity, configuredIdentities } from "./configured-identities";
import { lookAtFile, readFile } from "./look-at-file";
import { lookAtIdentity } from "./look-at-identity";
import { engineState, lookAtEngine } from "./look-at-machine";
import { lookAtNetwork } from "./look-at-network";
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
  const reach = await lookAtNetwork(io, environment);
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
  progress.step("looking at the state");
  return {
    node: { version: process.version, least: LEAST_NODE },
    engine: engineState(engine),
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
