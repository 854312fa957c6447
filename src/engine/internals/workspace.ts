import { makePrivateFolder } from "../../files/private-folder";
import "./light-pulumi";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  ConcurrentUpdateError,
  type Deployment,
  LocalWorkspace,
  type OutputMap,
  PulumiCommand,
  type PulumiFn,
  Stack,
  StackNotFoundError,
} from "@pulumi/pulumi/automation";
import { stringify } from "yaml";
import { PROJECT } from "../../plan/project";
import { problem } from "../../problem/problem";
import { redact } from "../../problem/redact";
import { VisibleError } from "../../problem/visible-error";
import { backendOf } from "../backend";
import { passphraseVariable } from "../environment";
import { findProgram } from "../install/engine-facts";
import { damageInMessage, lastErrorLine } from "./engine-events";
import { isLockGone } from "./lock-files";
import { isPassphraseMessage } from "./passphrase";
import { damagedSettings } from "./stack-settings";
import { damagedState } from "./state-files";
import { dropCutAttributes } from "./state-store";
import { engineOnPath, type FoundEngine } from "./which-engine";

export type { Deployment, PulumiFn, Stack } from "@pulumi/pulumi/automation";

/** The project's own folder, with the compiled program and the plugin. */
const HOME = join(__dirname, "..", "..", "..", "..");

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
 * The engine rewrites the `Pulumi.yaml` of the folder that it works in, so it gets a folder of its own, for each organisation as several may run.
 * The provider starts in that folder too and must find `./provider.js` there, as plain Pulumi finds it in `dist/stacks`.
 */
async function prepareFolder(root: string, organisation: string): Promise<string> {
  const provider = join(HOME, "dist", "stacks", "provider.js");
  const folder = join(process.env["BOOKINGS_RUNTIME"] ?? join(root, ".bookings"), "workspace", organisation);
  makePrivateFolder(folder);
  const loader = `module.exports = require(${JSON.stringify(provider)});\n`;
  await writeFile(join(folder, "provider.js"), loader);
  await writeFile(join(folder, "Pulumi.yaml"), projectFile(relative(folder, join(root, "stacks"))));
  return folder;
}

/** Starts the engine in a process group of its own. */
const OWN_GROUP = join(HOME, "tools", "engine", "own-group");

let known: Promise<PulumiCommand> | undefined;

/** The engine's program. It is asked for its version once in a process, if no one has told. */
async function pulumi(): Promise<PulumiCommand> {
  const engine = await engineOnPath();
  process.env["BOOKINGS_ENGINE"] ||= findProgram("pulumi", process.env["PATH"] ?? "") ?? "pulumi";
  known ??= engine ? Promise.resolve(commandOf(engine)) : PulumiCommand.get({ root: OWN_GROUP });
  return known;
}

/**
 * Whoever found the engine knows its version, and asking starts a process. Made by hand, as the library's own way asks; of the
 * version it uses the text alone.
 */
function commandOf({ version }: FoundEngine): PulumiCommand {
  return Object.create(PulumiCommand.prototype, {
    command: { value: join(OWN_GROUP, "bin", "pulumi") },
    version: { value: version },
  }) as PulumiCommand;
}

export interface OpenOptions {
  readonly root: string;
  readonly organisation: string;
  readonly program: PulumiFn;
  /** More variables for the engine. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Opens the organisation's stack with a program that runs inside this process. The engine inherits this process's
 * environment: backend, passphrase, PATH, identities. Nothing is asked of the engine yet: each question to it starts a
 * process, and each of our commands names its stack.
 */
export async function openStack(options: OpenOptions): Promise<Stack> {
  const { root, organisation } = options;
  const backend = backendOf(root);
  const damage = (await damagedState({ root, backend, organisation })) ?? damagedSettings(root, organisation);
  if (damage) throw VisibleError.of(damage);
  if (backend.kind === "disk") dropCutAttributes(backend, organisation);
  const workspace = await LocalWorkspace.create({
    workDir: await prepareFolder(options.root, options.organisation),
    pulumiCommand: await pulumi(),
    program: options.program,
    envVars: { ...options.env, BOOKINGS_STACK: options.organisation },
  });
  workspace.selectStack = async () => undefined;
  const stack = await Stack.select(options.organisation, workspace);
  // After an update, the library asks for outputs (twice) and history, by three more processes; we read the events.
  stack.outputs = async (): Promise<OutputMap> => ({});
  stack.info = async () => undefined;
  return stack;
}

/**
 * Does something with a stack, and makes the stack first if it turns out that there is none yet: unless there was one, as the
 * journal knows.
 */
export async function onStack<T>(stack: Stack, wasThere: () => boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isStackMissing(error)) throw error;
    if (wasThere()) throw VisibleError.of(problem("state-lost", { organisation: stack.name }));
    await stack.workspace.createStack(stack.name).catch(refuseUnlessThere);
    return work();
  }
}

/** Another first run may have made the stack meanwhile: then its lock decides which of them goes on. */
function refuseUnlessThere(error: unknown): void {
  if (!(error instanceof Error) || !/already exists/.test(error.message)) throw error;
}

/** Does something with a stack that is there; otherwise nothing. */
export async function onKnownStack<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isStackMissing(error)) return undefined;
    throw error;
  }
}

/** The state as the engine exports it, where only the engine can read it; nothing where there is no such stack. */
export async function exportedState(
  stack: Stack,
  { root, organisation }: Pick<OpenOptions, "root" | "organisation">,
): Promise<Deployment | undefined> {
  try {
    return await onKnownStack(() => stack.exportStack());
  } catch (error) {
    const { url } = backendOf(root);
    const message = error instanceof Error ? error.message : String(error);
    const damage = damageInMessage(message);
    const why = redact(damage ?? lastErrorLine(message));
    throw VisibleError.of(
      damage !== undefined
        ? problem("state-damaged-elsewhere", { organisation, url, why })
        : isPassphraseMessage(message)
          ? problem("passphrase-differs", { variable: passphraseVariable(process.env), why })
          : problem("state-not-reached", { url, why }),
      { cause: error },
    );
  }
}

const isStackMissing = (error: unknown): boolean =>
  error instanceof StackNotFoundError || (error instanceof Error && /no stack named '/.test(error.message));

/**
 * Whether the engine refused because another run holds the stack, or held it a moment ago; its error is of one class and holds the
 * lock's owner as text.
 */
export const isLockedOut = (error: unknown): error is Error =>
  error instanceof ConcurrentUpdateError || (error instanceof Error && isLockGone(error.message));
