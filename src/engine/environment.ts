import path from "node:path";

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

/** A running sandbox, as far as Pulumi and the command line must know of it. */
export interface SandboxFacts {
  /** The emulated Graph, `…/v1.0`. */
  readonly url: string;
  /** The emulated sign-in host. */
  readonly authority: string;
  readonly tenantId: string;
  /** The certificate of the sandbox's own authority. */
  readonly caFile: string;
  /** The file with the sandbox's identities (0600). */
  readonly identitiesFile: string;
}

/** The variables under which everything talks to a sandbox instead of to Microsoft. */
export function sandboxVariables(sandbox: SandboxFacts): Record<string, string> {
  return {
    BOOKINGS_GRAPH_URL: sandbox.url,
    BOOKINGS_AUTHORITY_HOST: sandbox.authority,
    BOOKINGS_TENANT_ID: sandbox.tenantId,
    BOOKINGS_IDENTITIES: sandbox.identitiesFile,
    // Read by Node when it starts: it cannot be set from within a running process.
    NODE_EXTRA_CA_CERTS: sandbox.caFile,
  };
}

/** What is known of the Node programs of this machine. */
export interface NodeFacts {
  /** The folder with node_modules. */
  readonly root: string;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
  /** Whether this file is a program. */
  readonly isProgram: (file: string) => boolean;
  /** `process.execPath` and `process.version` of whoever asks. */
  readonly execPath: string;
  readonly version: string;
}

/** The oldest major version of Node that @pulumi/pulumi works with. */
export const LEAST_NODE = 22;

/**
 * The folder whose `node` everything of ours runs with: the one that npm installed (a platform package, so that no
 * install script is needed), even where the machine's own is new enough: everybody then runs the version that was
 * tested. The machine's own where npm has no package for it (macOS) or optional packages were left out. Nothing if
 * neither will do.
 */
export function nodeFolder(facts: NodeFacts): string | undefined {
  const pinned = path.join(facts.root, "node_modules", `node-${facts.machine}`, "bin");
  if (facts.isProgram(path.join(pinned, "node"))) return pinned;
  const major = Number(/^v(\d+)\./.exec(facts.version)?.[1] ?? 0);
  return major >= LEAST_NODE ? path.dirname(facts.execPath) : undefined;
}
