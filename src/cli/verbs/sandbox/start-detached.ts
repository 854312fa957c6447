import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makePrivateFolder } from "../../../files/private-folder";
import { type Problem, problem } from "../../../problem/problem";
import { VisibleError } from "../../../problem/visible-error";
import type { Context } from "../../context";
import {
  type RuntimeFiles,
  runningSandbox,
  type SandboxLine,
  sandboxText,
} from "../../sandbox/running-sandbox";

/** The options of `bookings sandbox start`. */
export interface StartOptions {
  readonly port?: number;
  readonly data?: string;
  readonly seed?: string;
  /** Files, or texts that begin with a bracket. */
  readonly settings?: string;
  readonly faults?: string;
  readonly json?: boolean;
  readonly detach?: boolean;
}

const PATIENCE = 60_000;
const PATIENCE_WITH_THE_END = 10_000;
const POLL = 50;
const MAIN = join(__dirname, "..", "..", "main.js");

function launch({ io }: Context, files: RuntimeFiles, dataDir: string, options: StartOptions): ChildProcess {
  makePrivateFolder(files.folder);
  rmSync(files.firstLine, { force: true });
  const stdout = openSync(files.firstLine, "w", 0o600);
  const stderr = openSync(files.messages, "w", 0o600);
  const words = [
    ...["sandbox", "start", "--json", "--data", dataDir],
    ...(options.port === undefined ? [] : ["--port", String(options.port)]),
    ...(options.seed ? ["--seed", options.seed] : []),
    ...(options.settings ? ["--settings", options.settings] : []),
    ...(options.faults ? ["--faults", options.faults] : []),
  ];
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: io.cwd,
    detached: true,
    // Pipes would break when this process ends, and the sandbox with them.
    stdio: ["ignore", stdout, stderr],
    env: { ...io.env, NODE_NO_WARNINGS: "1" },
  });
  closeSync(stdout);
  closeSync(stderr);
  return child;
}

async function firstLine(context: Context, files: RuntimeFiles, child: ChildProcess): Promise<SandboxLine> {
  const until = Date.now() + PATIENCE;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const text = readFileSync(files.firstLine, "utf8");
    // a refusal is JSON too, of many lines; why it is one stands in what is said
    if (text.startsWith('{"') && text.includes("\n"))
      return JSON.parse(text.slice(0, text.indexOf("\n"))) as SandboxLine;
    await pause(POLL, undefined, { signal: context.io.signal });
  }
  const reason =
    refusedFor(readFileSync(files.firstLine, "utf8")) ?? readFileSync(files.messages, "utf8").trim();
  throw VisibleError.of(
    problem("sandbox-did-not-start", { reason: reason || "it said nothing in a minute." }),
  );
}

function refusedFor(json: string): string | undefined {
  try {
    const { problems } = JSON.parse(json) as { readonly problems?: readonly Problem[] };
    const own = problems?.find(({ code }) => code === "sandbox-did-not-start");
    return own && String(own.args["reason"]);
  } catch {
    return undefined;
  }
}

/** Ends a sandbox that is still starting, and waits for it: as long as it is there, its data are its own. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const tooLong = setTimeout(() => child.kill("SIGKILL"), PATIENCE_WITH_THE_END);
  await ended;
  clearTimeout(tooLong);
}

/** The verb is about the sandbox of the folder; one that was started beside it stays apart. */
function howToStop(files: RuntimeFiles, child: ChildProcess): string {
  const ours = runningSandbox(files);
  return ours === undefined || ours.pid === child.pid ? "bookings sandbox stop" : `kill ${child.pid}`;
}

/** Starts the sandbox in a process of its own, which stays when this one ends, and waits until it answers. */
export async function startDetached(
  context: Context,
  files: RuntimeFiles,
  dataDir: string,
  options: StartOptions,
): Promise<void> {
  const child = launch(context, files, dataDir, options);
  try {
    const line = await firstLine(context, files, child);
    child.unref();
    const said = readFileSync(files.messages, "utf8").trimEnd();
    if (said !== "") context.say(said);
    if (options.json) context.print(`${JSON.stringify(line)}\n`);
    else context.print(`${sandboxText(line)}Stop it with: ${howToStop(files, child)}\n`);
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    rmSync(files.firstLine, { force: true });
  }
}
