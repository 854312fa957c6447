import { readFileSync, rmSync } from "node:fs";
import { identitiesOf } from "./identities-of";
import type { RuntimeFiles } from "./runtime-files";
import type { SandboxLine } from "./sandbox-line";
import { writePrivate } from "./write-private";

/** A sandbox that runs (or ran: its process may have died without a word). */
export interface RunningSandbox extends SandboxLine {
  readonly pid: number;
  readonly dataDir: string;
  readonly startedAt: string;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function read(file: string): RunningSandbox | undefined {
  try {
    // Our own file, written whole and readable by its owner only.
    return JSON.parse(readFileSync(file, "utf8")) as RunningSandbox;
  } catch {
    return undefined;
  }
}

/** The sandbox that runs for this root folder, if its process lives. */
export function runningSandbox({ running }: RuntimeFiles): RunningSandbox | undefined {
  const sandbox = read(running);
  return sandbox !== undefined && isAlive(sandbox.pid) ? sandbox : undefined;
}

/** Notes that a sandbox runs, and writes its identities where the product finds them. */
export function noteRunning({ running, identities }: RuntimeFiles, sandbox: RunningSandbox): void {
  writePrivate(identities, identitiesOf(sandbox));
  writePrivate(running, sandbox);
}

/** Forgets a sandbox that ended, unless another one has been noted since. */
export function forgetRunning({ running }: RuntimeFiles, pid: number): void {
  if (read(running)?.pid === pid) rmSync(running, { force: true });
}
