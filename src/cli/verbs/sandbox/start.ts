import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import type { Sandbox, SandboxOptions } from "../../../../sandbox/start";
import { makePrivateFolder } from "../../../files/private-folder";
import { loadEstate } from "../../../model/load-estate";
import { exitCode } from "../../../problem/exit-code";
import { problem } from "../../../problem/problem";
import { systemWords } from "../../../problem/system-words";
import { VisibleError } from "../../../problem/visible-error";
import { diskFiles } from "../../../spec/spec-files";
import { type Context, findRoot, type Io } from "../../context";
import {
  forgetRunning,
  noteRunning,
  type RuntimeFiles,
  runningSandbox,
  runtimeFiles,
  type SandboxLine,
  sandboxLine,
  sandboxText,
  writePrivate,
} from "../../sandbox/running-sandbox";
import type { Verb } from "../../verb";
import { type StartOptions, startDetached } from "./start-detached";

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number up to 65535.");
  return port;
}

/** A text that begins with a bracket is the thing itself. */
function fileOrText(cwd: string, given: string): string {
  return /^\s*[[{]/.test(given) ? given : resolve(cwd, given);
}

async function start(options: StartOptions, context: Context): Promise<void> {
  const { io } = context;
  const files = runtimeFiles(findRoot(io));
  const dataDir = resolve(io.cwd, options.data ?? files.data);
  const seed = options.seed === undefined ? {} : { seed: resolve(io.cwd, options.seed) };
  const settings = options.settings === undefined ? {} : { settings: fileOrText(io.cwd, options.settings) };
  const faults = options.faults === undefined ? {} : { faults: fileOrText(io.cwd, options.faults) };
  const running = runningSandbox(files);
  if (running?.dataDir === dataDir)
    throw VisibleError.of(problem("sandbox-already-running", { url: running.url }));
  const begin = options.detach ? startDetached : startHere;
  makePrivateFolder(dataDir);
  await begin(context, files, dataDir, { ...options, ...seed, ...settings, ...faults });
}

/** `bookings sandbox start`: an emulated tenant on this machine, for training and tests. */
export const startVerb: Verb = {
  declare(command, context) {
    command
      .option("--port <number>", "port to listen on (default: a free one)", portNumber)
      .option("--data <folder>", "where its data are kept (default: .bookings/sandbox/data)")
      .option("--seed <file>", "people and settings to begin with, as YAML or JSON")
      .option("--settings <file>", "settings, as YAML or JSON: a file, or the text in braces")
      .option("--faults <file>", "faults to begin with, as YAML or JSON: a file, or the text in brackets")
      .option("--detach", "let it run in the background")
      .option("--json", "print where everything is as one line of JSON, secrets included")
      .examples([
        ["bookings sandbox start --detach", "run it in the background"],
        ["bookings sandbox start --seed sandbox/examples/seed.yaml", "begin with the example's people"],
      ])
      .action((options: StartOptions) => start(options, context));
  },
};

/** Makes this the sandbox of the folder, unless there is one already: a second one, with its own data, stays apart. */
function register(context: Context, files: RuntimeFiles, line: SandboxLine, dataDir: string): void {
  const other = runningSandbox(files);
  if (other) {
    context.say(`bookings goes on using the sandbox at ${other.url}.`);
    return;
  }
  writePrivate(files.port, Number(new URL(line.url).port));
  noteRunning(files, { ...line, pid: process.pid, dataDir, startedAt: context.io.now().toISOString() });
}

/** The tenant that is there is kept; only the folder's own sandbox is asked by name. */
function sayUnused(context: Context, files: RuntimeFiles, seed: string): void {
  const file = relative(context.io.cwd, seed);
  context.say(`${file} was not used: the sandbox has a tenant already, and continues with it.`);
  const isOurs = runningSandbox(files)?.pid === process.pid;
  const ways = isOurs
    ? [
        `To add its people: bookings sandbox seed ${file}`,
        `To begin again with it, in a new tenant: bookings sandbox reset --seed ${file}`,
      ]
    : ["To begin with that file: give another folder with --data"];
  for (const way of ways) context.say(`  → ${way}`);
}

/** Runs the sandbox inside this process until someone stops it: when this process is killed, so is the sandbox. */
async function startHere(
  context: Context,
  files: RuntimeFiles,
  dataDir: string,
  { port, seed, settings, faults, json }: StartOptions,
): Promise<void> {
  const now = (): number => context.io.now().getTime();
  const options = {
    dataDir,
    specOf: specFinder(findRoot(context.io), now),
    ...(seed && { seed }),
    ...(settings && { settingsFrom: settings }),
    ...(faults && { faultsFrom: faults }),
  };
  const started = await (port === undefined
    ? openAtUsualPort(options, files)
    : openSandbox({ ...options, port }));
  try {
    const line = sandboxLine(started);
    register(context, files, line, dataDir);
    if (seed && !started.isNew) sayUnused(context, files, seed);
    if (json) context.print(`${JSON.stringify(line)}\n`);
    else context.print(`${sandboxText(line)}Stop it with Ctrl-C.\n`);
    await aborted(context.io.signal);
  } finally {
    forgetRunning(files, process.pid);
    await started.close();
  }
}

/** Resolves when someone interrupts. Keeps the process alive until then. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    // A promise alone does not keep Node running.
    const alive = setInterval(() => undefined, 2 ** 30);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}

function lastPort({ port }: RuntimeFiles): number | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(port, "utf8"));
    return typeof value === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Starts where the last sandbox was, if no one else is there: shells and browsers that point at it stay right. */
async function openAtUsualPort(options: SandboxOptions, files: RuntimeFiles): Promise<Sandbox> {
  const port = lastPort(files);
  return openSandbox(port !== undefined && (await isFree(port)) ? { ...options, port } : options);
}

/** Loads the emulator and starts it; what its operator did wrong is told without a stack. */
async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox } = await import("../../../../sandbox/start.js");
  const { InputError } = await import("../../../../sandbox/base/input.js");
  const { DataFolderBusyError } = await import("../../../../sandbox/store/store.js");
  try {
    return await startSandbox(options);
  } catch (error) {
    const isBusy = error instanceof DataFolderBusyError;
    const isPortTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isBusy && !isPortTaken && !(error instanceof InputError)) throw error;
    throw VisibleError.of(problem("sandbox-did-not-start", { reason: error.message }), {
      exitCode: isBusy ? exitCode.refused : exitCode.failed,
    });
  }
}

/** A seed file's content, YAML or JSON. The sandbox judges it. */
export async function readSeed(io: Io, file: string): Promise<unknown> {
  const { parse } = await import("yaml");
  try {
    return parse(readFileSync(resolve(io.cwd, file), "utf8"));
  } catch (error) {
    const reason = systemWords(error) ?? (error instanceof Error ? error.message : String(error));
    throw VisibleError.of(problem("sandbox-refused", { what: `take the seed ${file}`, reason }));
  }
}

/** Someone who reads the page sees a change of the specs as soon as this. */
const FRESH_MS = 2000;

/** Finds the spec that asks for a calendar, for the sandbox's page. What cannot be read is ignored. */
function specFinder(root: string, now: () => number): NonNullable<SandboxOptions["specOf"]> {
  let files = new Map<string, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  const read = (): void => {
    const { estate } = loadEstate(root, diskFiles);
    const calendars = (estate?.organisations ?? []).flatMap((one) => one.calendars);
    files = new Map(calendars.map(({ address, source }) => [address.toLowerCase(), source.file]));
    readAt = now();
  };
  return (address) => {
    try {
      if (now() - readAt > FRESH_MS) read();
      const path = files.get(address.toLowerCase());
      if (path === undefined) return undefined;
      const editor = `vscode://file${encodeURI(join(root, path))}:1`;
      return { path, text: readFileSync(join(root, path), "utf8"), editor };
    } catch {
      return undefined;
    }
  };
}
