import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Io } from "./io";
import { pulumiEnvironment } from "./pulumi-environment";

/** Node reads NODE_EXTRA_CA_CERTS when it starts, which is over: what it names is added by hand. */
function trust(caFile: string | undefined): void {
  if (!caFile) return;
  setDefaultCACertificates([...getCACertificates("default"), readFileSync(caFile, "utf8")]);
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
  trust(variables["NODE_EXTRA_CA_CERTS"]);
  return engineVersion;
}
