import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { folderFault, stateBackend } from "../engine/backend";
import { engineSettings, environment, pulumiHome, sandboxVariables } from "../engine/environment";
import { withoutDebugLog } from "../engine/internals/debug-log";
import { engineComesFrom, type FoundEngine } from "../engine/internals/which-engine";
import { fewOpenFiles } from "../files/open-files";
import { makePrivateFolder } from "../files/private-folder";
import { accountName } from "../files/processes";
import { problem } from "../problem/problem";
import { refuse, VisibleError } from "../problem/visible-error";
import type { Io } from "./context";
import { Git } from "./git";
import { sandboxHere } from "./sandbox/running-sandbox";

/** The variables for the engine: installs it if need be, and points at the sandbox of this folder if one runs. */
export async function pulumiEnvironment(io: Io, root: string): Promise<Record<string, string>> {
  const { bin } = await findEngine(io);
  return variablesOf(io, root, [dirname(process.execPath), bin]);
}

/** The engine of this machine; installs it if need be. */
async function findEngine(io: Io): Promise<FoundEngine> {
  const few = fewOpenFiles();
  if (few) throw VisibleError.of(few);
  const { engineHere } = await import("../engine/install/ensure-engine.js");
  return engineHere((text) => io.stderr.write(`${text}\n`), io.signal);
}

function variablesOf(io: Io, root: string, programs: readonly string[]): Record<string, string> {
  const sandbox = sandboxHere(io, root);
  const runtime = runtimeFolder(root);
  const variables = environment({
    root,
    ...(runtime !== undefined && { runtime }),
    programs,
    env: io.env,
    isNameless: accountName() === undefined,
    ...(sandbox && { sandbox }),
  });
  makeStateFolder(io, root);
  const home = pulumiHome(runtime ?? join(root, ".bookings"));
  if (variables["PULUMI_HOME"] === home) withoutDebugLog(home);
  return variables;
}

/**
 * A temporary folder for the engine's own files where this account may not write to `.bookings`: what only reads works
 * in a read-only checkout too. It goes with this process. The state itself stays where it is.
 */
function runtimeFolder(root: string): string | undefined {
  const own = join(root, ".bookings");
  if (folderFault(own) === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bookings-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The engine opens a state on a disk only in a folder that exists. */
function makeStateFolder({ env }: Io, root: string): void {
  const state = stateBackend(env["PULUMI_BACKEND_URL"], { root, home: env["HOME"] });
  if (state.kind === "unusable") refuse(problem("state-place-unusable", state));
  if (state.kind === "disk" && !existsSync(state.folder)) makePrivateFolder(state.folder);
}

/**
 * Puts this process into the environment that `bookings env` prints: the engine and its children inherit it, and the
 * program inside this process reads it. The engine itself is looked for once one is needed.
 */
export function useEnvironment(io: Io, root: string): void {
  const variables = variablesOf(io, root, [dirname(process.execPath)]);
  for (const name of engineSettings(process.env)) delete process.env[name];
  Object.assign(process.env, variables);
  // one name for all that this command does, also in the journal that the engine's children write
  process.env["BOOKINGS_RUN"] ||= randomUUID();
  process.env["BOOKINGS_COMMIT"] ||= new Git(root).commitOfSpecs() ?? "";
  trustAuthority(variables["NODE_EXTRA_CA_CERTS"]);
  engineComesFrom(() => findEngine(io));
}

/** Node reads NODE_EXTRA_CA_CERTS when it starts, which is over: what it names is added by hand. */
function trustAuthority(caFile: string | undefined): void {
  if (!caFile) return;
  setDefaultCACertificates([...getCACertificates("default"), readFileSync(caFile, "utf8")]);
}

/** The environment of commands that sign in and run no engine: the caller's, or that of this folder's sandbox. */
export function graphEnvironmentOf(io: Io, root: string): Io["env"] {
  const sandbox = sandboxHere(io, root);
  if (!sandbox) return io.env;
  trustAuthority(sandbox.caFile);
  return { ...io.env, ...sandboxVariables(sandbox) };
}
