import path from "node:path";
import { type SandboxFacts, sandboxVariables } from "./sandbox-variables";

/** What the environment is made from. */
export interface EnvironmentFacts {
  /** The folder with Pulumi.yaml. */
  readonly root: string;
  /** The folder that holds `pulumi`. */
  readonly engineBin: string;
  /** The folder that holds a Node of 22 or newer. */
  readonly nodeBin: string;
  /** The environment as it is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sandbox?: SandboxFacts;
}

/**
 * The variables under which plain Pulumi and our own commands do the same thing. Only what has to be set: what the user
 * chose (a backend, a passphrase, a home for Pulumi) stays. Pulumi's home is ours by default, so that neither the
 * selected stack nor the sign-in of the user's other projects is read or changed.
 */
export function environment(facts: EnvironmentFacts): Record<string, string> {
  const { root, env, sandbox } = facts;
  const runtime = path.join(root, ".bookings");
  return {
    PATH: pathWith([facts.nodeBin, facts.engineBin], env["PATH"] ?? ""),
    BOOKINGS_ROOT: root,
    PULUMI_BACKEND_URL: env["PULUMI_BACKEND_URL"] || `file://${path.join(runtime, "state")}`,
    PULUMI_HOME: env["PULUMI_HOME"] || pulumiHome(root),
    // An empty passphrase is a passphrase: without the variable Pulumi asks for one. No stack holds a secret.
    ...(!hasPassphrase(env) && { PULUMI_CONFIG_PASSPHRASE: "" }),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Four Node processes start for one preview, and each would compile Pulumi's library anew: half of their start-up.
    NODE_COMPILE_CACHE: env["NODE_COMPILE_CACHE"] || path.join(runtime, "compile-cache"),
    ...(sandbox && sandboxVariables(sandbox)),
  };
}

/** Pulumi's home where the user has chosen none: ours alone. */
export const pulumiHome = (root: string): string => path.join(root, ".bookings", "pulumi");

function hasPassphrase(env: EnvironmentFacts["env"]): boolean {
  return env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || env["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined;
}

/** The folders first, and each once: setting the environment twice changes nothing. */
function pathWith(folders: readonly string[], pathList: string): string {
  const rest = pathList.split(path.delimiter).filter((folder) => folder !== "" && !folders.includes(folder));
  return [...new Set(folders), ...rest].join(path.delimiter);
}
