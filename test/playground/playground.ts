import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxOptions } from "../../sandbox/start";
import { EmulatedTenant } from "./emulated-tenant";
import { PRODUCT } from "./product";
import { RootFolder } from "./root-folder";
import { type ProcessResult, runProcess, type StartedProcess, startProcess } from "./run-process";

const NODE_BIN = join(PRODUCT, "node_modules", ".bin");
const BOOKINGS = join(PRODUCT, "dist", "src", "cli", "main.js");

/** Variables of this process that say what machine it is, and nothing of what tenant or project. */
const KEPT = [
  "HOME",
  "LANG",
  "TMPDIR",
  "BOOKINGS_PULUMI",
  "BOOKINGS_ENGINE_CACHE",
  "XDG_CACHE_HOME",
  "NODE_COMPILE_CACHE",
];

/** What a playground may have from the beginning. */
interface OpenOptions {
  /** The tenant's data lie in `.bookings/tenant` of the root folder and outlive the playground. */
  readonly keepsTenant?: boolean;
  /** Puts files into the root folder before the tenant starts. */
  readonly fill?: (root: string) => void;
}

/** A root folder and a tenant of its own, and the commands to work with: nothing is shared with any other test. */
export class Playground {
  #pulumiEnvironment: Promise<Record<string, string>> | undefined;

  private constructor(
    readonly root: RootFolder,
    readonly tenant: EmulatedTenant,
    readonly env: Record<string, string>,
  ) {}

  static async open(name: string, options: SandboxOptions, more: OpenOptions = {}): Promise<Playground> {
    const root = new RootFolder(name);
    more.fill?.(root.path);
    const kept = more.keepsTenant ? { dataDir: join(root.path, ".bookings", "tenant") } : {};
    const tenant = await EmulatedTenant.start({ ...options, ...kept });
    const identities = join(root.path, ".bookings", "identities.json");
    writeFileSync(identities, JSON.stringify(tenant.identitiesFile()), { mode: 0o600 });
    const machine = KEPT.flatMap((key) => {
      const value = process.env[key];
      return value === undefined ? [] : [[key, value]];
    });
    return new Playground(root, tenant, {
      ...Object.fromEntries(machine),
      PATH: [NODE_BIN, process.env["PATH"]].join(":"),
      NO_COLOR: "1",
      BOOKINGS_ROOT: root.path,
      BOOKINGS_GRAPH_URL: tenant.sandbox.url,
      BOOKINGS_AUTHORITY_HOST: tenant.sandbox.authority,
      BOOKINGS_TENANT_ID: tenant.sandbox.tenantId,
      BOOKINGS_IDENTITIES: identities,
      NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
      PULUMI_BACKEND_URL: `file://${join(root.path, ".bookings", "state")}`,
    });
  }

  /** Starts our own command line as a process; it counts as hung after some seconds of patience. */
  start(args: readonly string[], env: Record<string, string> = {}, patience?: number): StartedProcess {
    return startProcess(join(NODE_BIN, "node"), [BOOKINGS, ...args], {
      cwd: this.root.path,
      env: { ...this.env, ...env },
      ...(patience !== undefined && { patience }),
    });
  }

  /** Runs one of our programs in the same environment. */
  node(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<ProcessResult> {
    const options = { cwd: this.root.path, env: { ...this.env, ...env } };
    return startProcess(join(NODE_BIN, "node"), [join(PRODUCT, file), ...args], options).result;
  }

  /** Runs our own command line to its end. */
  bookings(
    args: readonly string[],
    env: Record<string, string> = {},
    patience?: number,
  ): Promise<ProcessResult> {
    return this.start(args, env, patience).result;
  }

  /** Runs plain Pulumi with the environment that `bookings env` prints. */
  async pulumi(args: readonly string[], env: Record<string, string> = {}): Promise<ProcessResult> {
    this.#pulumiEnvironment ??= this.#askForEnvironment();
    const printed = await this.#pulumiEnvironment;
    return runProcess("pulumi", ["--non-interactive", "--color", "never", ...args], {
      cwd: this.root.path,
      env: { ...this.env, ...printed, ...env },
    });
  }

  /** The stack's state as Pulumi exports it. */
  async exportedState(stack: string): Promise<string> {
    const { exitCode, stdout, stderr } = await this.pulumi(["stack", "export", "--stack", stack]);
    if (exitCode !== 0) throw new Error(`pulumi stack export ended with ${exitCode}: ${stderr}`);
    return stdout;
  }

  async close(): Promise<void> {
    await this.tenant.close();
  }

  async #askForEnvironment(): Promise<Record<string, string>> {
    const { exitCode, stdout, stderr } = await this.bookings(["env", "--json"]);
    if (exitCode !== 0) throw new Error(`bookings env ended with ${exitCode}: ${stderr}`);
    return JSON.parse(stdout) as Record<string, string>;
  }
}
