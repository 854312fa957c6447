import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { environment, pulumiHome } from "../engine/environment";
import { withoutDebugLog } from "../engine/without-debug-log";
import type { Io } from "./io";
import { runningSandbox } from "./sandbox/running-sandbox";
import { type RuntimeFiles, runtimeFiles } from "./sandbox/runtime-files";

/**
 * Whoever names a tenant means it: the sandbox is for those who name none. What an earlier `bookings env` set for this
 * folder's sandbox is no choice of anybody's; the sandbox may have moved to another port since.
 */
function namesTenant({ env }: Io, files: RuntimeFiles): boolean {
  return Boolean(env["BOOKINGS_GRAPH_URL"]) && env["BOOKINGS_IDENTITIES"] !== files.identities;
}

/** The variables for the engine: installs it if need be, and points at the sandbox of this folder if one runs. */
export async function pulumiEnvironment(
  io: Io,
  root: string,
  nodeBin: string,
): Promise<{ readonly variables: Record<string, string>; readonly engineVersion: string }> {
  const { engineHere } = await import("../engine/install/engine-here.js");
  const engine = await engineHere((text) => io.stderr.write(`${text}\n`), io.signal);
  const files = runtimeFiles(root);
  const sandbox = namesTenant(io, files) ? undefined : runningSandbox(files);
  const variables = environment({
    root,
    engineBin: engine.bin,
    nodeBin,
    env: io.env,
    ...(sandbox && { sandbox: { ...sandbox, identitiesFile: files.identities } }),
  });
  makeStateFolder(variables["PULUMI_BACKEND_URL"]);
  const home = pulumiHome(root);
  if (variables["PULUMI_HOME"] === home) withoutDebugLog(home);
  return { variables, engineVersion: engine.version };
}

/** The engine opens a state on a disk only in a folder that exists. */
function makeStateFolder(backend: string | undefined): void {
  if (backend?.startsWith("file://")) mkdirSync(fileURLToPath(backend), { recursive: true, mode: 0o700 });
}
