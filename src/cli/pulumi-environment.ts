import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { environment, pulumiHome } from "../engine/environment";
import { withoutDebugLog } from "../engine/without-debug-log";
import type { Io } from "./io";
import { sandboxHere } from "./sandbox/sandbox-here";

/** The variables for the engine: installs it if need be, and points at the sandbox of this folder if one runs. */
export async function pulumiEnvironment(
  io: Io,
  root: string,
  nodeBin: string,
): Promise<{ readonly variables: Record<string, string>; readonly engineVersion: string }> {
  const { engineHere } = await import("../engine/install/engine-here.js");
  const engine = await engineHere((text) => io.stderr.write(`${text}\n`), io.signal);
  const sandbox = sandboxHere(io, root);
  const variables = environment({
    root,
    engineBin: engine.bin,
    nodeBin,
    env: io.env,
    ...(sandbox && { sandbox }),
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
