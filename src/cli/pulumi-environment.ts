import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { environment, pulumiHome, sandboxVariables } from "../engine/environment";
import { withoutDebugLog } from "../engine/internals/debug-log";
import type { Io } from "./context";
import { sandboxHere } from "./sandbox/running-sandbox";

/** The variables for the engine: installs it if need be, and points at the sandbox of this folder if one runs. */
export async function pulumiEnvironment(
  io: Io,
  root: string,
  nodeBin: string,
): Promise<{ readonly variables: Record<string, string>; readonly engineVersion: string }> {
  const { engineHere } = await import("../engine/install/ensure-engine.js");
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

/**
 * Puts this process into the environment that `bookings env` prints: the engine and its children inherit it, and the
 * program inside this process reads it. Tells the engine's version.
 */
export async function useEnvironment(io: Io, root: string): Promise<string> {
  const { variables, engineVersion } = await pulumiEnvironment(io, root, dirname(process.execPath));
  Object.assign(process.env, variables);
  // one name for all that this command does, also in the journal that the engine's children write
  process.env["BOOKINGS_RUN"] ||= randomUUID();
  trustAuthority(variables["NODE_EXTRA_CA_CERTS"]);
  return engineVersion;
}

/** Node reads NODE_EXTRA_CA_CERTS when it starts, which is over: what it names is added by hand. */
export function trustAuthority(caFile: string | undefined): void {
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
