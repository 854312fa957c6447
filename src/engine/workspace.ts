import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { LocalWorkspace, type PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { stringify } from "yaml";
import { PROJECT } from "../plan/project";

/** The project's own folder, with the compiled program and the plugin. */
const HOME = join(__dirname, "..", "..", "..");

/** The same settings as the root's `Pulumi.yaml`, so that both ways of running give the same result. */
const projectFile = (stackConfigDir: string): string =>
  stringify({
    name: PROJECT,
    runtime: "nodejs",
    stackConfigDir,
    options: { refresh: "always" },
    plugins: { providers: [{ name: "pulumi-nodejs", path: join(HOME, "tools", "engine", "plugin") }] },
  });

/**
 * The engine rewrites the `Pulumi.yaml` of the folder that it works in, so it gets a folder of its own.
 * The provider starts in that folder too and must find `./provider.js` there, as plain Pulumi finds it in `dist/stacks`.
 */
async function prepareFolder(root: string): Promise<string> {
  const provider = join(HOME, "dist", "stacks", "provider.js");
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
}

/**
 * Opens (or makes) the organisation's stack with a program that runs inside this process. The engine inherits this
 * process's environment: backend, passphrase, PATH, identities.
 */
export async function openStack(options: OpenOptions): Promise<Stack> {
  const folder = await prepareFolder(options.root);
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    program: options.program,
  });
  return Stack.createOrSelect(options.organisation, workspace);
}
