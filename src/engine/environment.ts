import path from "node:path";
import { isBlobUrl } from "../files/blob-store";
import { stateBackend } from "./backend";

interface EnvironmentFacts {
  /** The folder with Pulumi.yaml. */
  readonly root: string;
  /** Folders for the PATH: that with a Node of 22 or newer, and that with `pulumi` where it is known already. */
  readonly programs: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sandbox?: SandboxFacts;
  /** The machine has no name for this account. */
  readonly isNameless?: boolean;
  /** Where the engine may write its own files, where that is not `.bookings` below the root. */
  readonly runtime?: string;
}

/**
 * The variables under which plain Pulumi and our own commands do the same thing. Only what has to be set: what the user
 * chose (a backend, a passphrase, a home for Pulumi) stays. Pulumi's home is ours by default, so that neither the
 * selected stack nor the sign-in of the user's other projects is read or changed.
 */
export function environment(facts: EnvironmentFacts): Record<string, string> {
  const { root, env, sandbox } = facts;
  const runtime = facts.runtime ?? path.join(root, ".bookings");
  return {
    PATH: pathWith(facts.programs, env["PATH"] ?? ""),
    BOOKINGS_ROOT: root,
    ...(facts.runtime !== undefined && { BOOKINGS_RUNTIME: facts.runtime }),
    PULUMI_BACKEND_URL: stateBackend(env["PULUMI_BACKEND_URL"], { root, home: env["HOME"] }).url,
    ...storageAccount(env),
    PULUMI_HOME: env["PULUMI_HOME"] || pulumiHome(runtime),
    // An empty passphrase is a passphrase: without the variable Pulumi asks for one. No stack holds a secret.
    ...(env[passphraseVariable(env)] === undefined && { PULUMI_CONFIG_PASSPHRASE: "" }),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...proxyVariables(env),
    ...homeVariables(facts, runtime),
    // Four Node processes start for one preview, and each would compile Pulumi's library again: half of their start-up.
    NODE_COMPILE_CACHE: env["NODE_COMPILE_CACHE"] || path.join(runtime, "compile-cache"),
    ...(sandbox && sandboxVariables(sandbox)),
  };
}

/** The engine signs with the key of a storage account only where a variable names the account, even if the URL does. */
function storageAccount(env: EnvironmentFacts["env"]): Record<string, string> {
  const url = env["PULUMI_BACKEND_URL"] ?? "";
  if (!env["AZURE_STORAGE_KEY"] || env["AZURE_STORAGE_ACCOUNT"] || !isBlobUrl(url)) return {};
  const account = URL.parse(url)?.searchParams.get("storage_account");
  return account ? { AZURE_STORAGE_ACCOUNT: account } : {};
}

const PROXIES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "grpc_proxy"] as const;
const THIS_MACHINE = ["localhost", "127.0.0.1", "::1"] as const;

/**
 * Where the environment names a proxy: Node is told to use it, and no one to reach this machine through it. The engine,
 * the program and the provider talk to each other here, and each reads the lists of exceptions in its own way.
 */
function proxyVariables(env: EnvironmentFacts["env"]): Record<string, string> {
  if (!PROXIES.some((name) => env[name])) return {};
  const named = `${env["no_proxy"] ?? ""},${env["NO_PROXY"] ?? ""}`
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  const list = [...new Set([...THIS_MACHINE, ...named])].join(",");
  return { no_proxy: list, NO_PROXY: list, NODE_USE_ENV_PROXY: "1" };
}

/** A container may run an account without a home or a name, and the engine asks for both. */
function homeVariables(
  { env, isNameless = false }: EnvironmentFacts,
  runtime: string,
): Record<string, string> {
  return {
    ...(!env["HOME"] && { HOME: path.join(runtime, "pulumi") }),
    ...(!env["USER"] && (isNameless || !env["HOME"]) && { USER: "bookings" }),
  };
}

/** Settings of the engine that would change what our run does without the knowledge of the person who starts it. */
const ENGINE_SETTING =
  /^PULUMI_(OPTION_|DEBUG_|CONTINUE_ON_ERROR$|PARALLEL|RUN_PROGRAM$|STACK$|CONFIG$|ERROR_OUTPUT)/;

/** The variables of the environment that our own commands keep from the engine. */
export const engineSettings = (env: EnvironmentFacts["env"]): string[] =>
  Object.keys(env)
    .filter((name) => ENGINE_SETTING.test(name))
    .sort();

/** Pulumi's home where the user has chosen none: a folder that only we use. */
export const pulumiHome = (runtime: string): string => path.join(runtime, "pulumi");

/** The variable that the passphrase of the stacks comes from. */
export const passphraseVariable = (env: EnvironmentFacts["env"]): string =>
  env["PULUMI_CONFIG_PASSPHRASE"] === undefined && env["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined
    ? "PULUMI_CONFIG_PASSPHRASE_FILE"
    : "PULUMI_CONFIG_PASSPHRASE";

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

interface NodeFacts {
  /** The folder with node_modules. */
  readonly root: string;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
  readonly isProgram: (file: string) => boolean;
  /** `process.execPath` and `process.version` of whoever asks. */
  readonly execPath: string;
  readonly version: string;
}

/** The oldest major version of Node that @pulumi/pulumi works with. */
export const LEAST_NODE = 22;

/**
 * The folder whose `node` all our processes run with: the one that npm installed (a platform package, so that no
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
