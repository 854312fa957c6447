import type { Io } from "../../src/cli/context";

const TENANT = [
  "BOOKINGS_GRAPH_URL",
  "BOOKINGS_AUTHORITY_HOST",
  "BOOKINGS_TENANT_ID",
  "BOOKINGS_IDENTITIES",
] as const;

/**
 * The same streams without any tenant that the shell happens to be set to: `npm start` asks nothing before it changes
 * things, so it must never reach a real tenant, nor write the examples into a team's state.
 */
export function onlySandbox(io: Io): Io {
  const backend = io.env["PULUMI_BACKEND_URL"];
  const foreign = backend?.startsWith("file://") ? [] : ["PULUMI_BACKEND_URL"];
  const names = [...TENANT, ...foreign];
  for (const name of names) delete process.env[name];
  return { ...io, env: Object.fromEntries(Object.entries(io.env).filter(([name]) => !names.includes(name))) };
}
