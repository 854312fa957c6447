import type { SandboxFacts } from "../../engine/sandbox-variables";
import type { Io } from "../io";
import { runningSandbox } from "./running-sandbox";
import { type RuntimeFiles, runtimeFiles } from "./runtime-files";

/**
 * Whoever names a tenant means it: the sandbox is for those who name none. What an earlier `bookings env` set for this
 * folder's sandbox is no choice of anybody's; the sandbox may have moved to another port since.
 */
function namesTenant({ env }: Io, files: RuntimeFiles): boolean {
  return Boolean(env["BOOKINGS_GRAPH_URL"]) && env["BOOKINGS_IDENTITIES"] !== files.identities;
}

/** The sandbox that a command in this root folder talks to, if one runs and no tenant is named. */
export function sandboxHere(io: Io, root: string): SandboxFacts | undefined {
  const files = runtimeFiles(root);
  const sandbox = namesTenant(io, files) ? undefined : runningSandbox(files);
  return sandbox && { ...sandbox, identitiesFile: files.identities };
}
