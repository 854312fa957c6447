import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { LocalWorkspace, type PulumiFn, Stack } from "@pulumi/pulumi/automation";

/** The project's name; it is part of every URN, so it never changes. */
export const PROJECT = "nhsmail-bookings";

/** The same settings as the root's `Pulumi.yaml`, so that both ways of running give the same result. */
const projectFile = (stackConfigDir: string): string =>
  [
    `name: ${PROJECT}`,
    "runtime: nodejs",
    `stackConfigDir: ${stackConfigDir}`,
    "options:",
    "  refresh: always",
    "",
  ].join("\n");

/**
 * The engine rewrites the `Pulumi.yaml` of the folder that it works in, so it gets a folder of its own.
 * The provider starts in that folder too and must find `./provider.js` there, as plain Pulumi finds it in `dist/stacks`.
 */
async function prepareFolder(root: string, provider: string): Promise<string> {
  const folder = join(root, ".bookings", "workspace");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const loader = `module.exports = require(${JSON.stringify(provider)});\n`;
  await writeFile(join(folder, "provider.js"), loader);
  await writeFile(join(folder, "Pulumi.yaml"), projectFile(relative(folder, join(root, "stacks"))));
  return folder;
}

export interface OpenOptions {
  readonly root: string;
  readonly organisation: string;
  readonly program: PulumiFn;
  /** The environment for the engine: backend, passphrase, PATH, identities. */
  readonly env: Readonly<Record<string, string>>;
}

/** Opens (or makes) the organisation's stack with a program that runs inside this process. */
export async function openStack(options: OpenOptions): Promise<Stack> {
  const folder = await prepareFolder(options.root, join(__dirname, "..", "..", "stacks", "provider.js"));
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    envVars: { ...options.env },
    program: options.program,
  });
  return Stack.createOrSelect(options.organisation, workspace);
}
