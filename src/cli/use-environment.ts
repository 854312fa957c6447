import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import type { Io } from "./io";
import { pulumiEnvironment } from "./pulumi-environment";
import { trustAuthority } from "./trust-authority";

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
