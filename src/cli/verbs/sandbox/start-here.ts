import { aborted } from "../../aborted";
import type { Context } from "../../context";
import { forgetRunning, noteRunning, runningSandbox } from "../../sandbox/running-sandbox";
import type { RuntimeFiles } from "../../sandbox/runtime-files";
import { type SandboxLine, sandboxLine } from "../../sandbox/sandbox-line";
import { sandboxText } from "../../sandbox/sandbox-text";
import { writePrivate } from "../../sandbox/write-private";
import { openAtUsualPort } from "./open-at-usual-port";
import { openSandbox } from "./open-sandbox";
import type { StartOptions } from "./start-options";

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

/** Runs the sandbox inside this process until somebody stops it: when this process is killed, so is the sandbox. */
export async function startHere(
  context: Context,
  files: RuntimeFiles,
  dataDir: string,
  { port, seed, settings, faults, json }: StartOptions,
): Promise<void> {
  const options = {
    dataDir,
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
    if (json) context.print(`${JSON.stringify(line)}\n`);
    else context.print(`${sandboxText(line)}Stop it with Ctrl-C.\n`);
    await aborted(context.io.signal);
  } finally {
    forgetRunning(files, process.pid);
    await started.close();
  }
}
