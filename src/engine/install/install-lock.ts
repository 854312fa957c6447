import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 30_000;

/** How to wait for another process. */
export interface LockOptions {
  readonly signal?: AbortSignal;
  /** Told once, when there is somebody to wait for. */
  readonly onWait?: (holder: string) => void;
  readonly lookEveryMs?: number;
}

/**
 * Runs a job while holding a lock file, so that two terminals do not build the same thing at the same time. The lock is
 * politeness, not correctness: each builds in a folder of its own and renames it into place, so that even a lock
 * taken over by mistake costs time only. A holder that died is recognised by its process or by its silence.
 */
export async function withInstallLock<T>(
  lock: string,
  job: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  mkdirSync(path.dirname(lock), { recursive: true });
  let told = false;
  while (!take(lock)) {
    options.signal?.throwIfAborted();
    if (isDead(lock)) {
      discard(lock);
      continue;
    }
    if (!told) options.onWait?.(holderOf(lock));
    told = true;
    await wait(options.lookEveryMs ?? 500, undefined, options.signal ? { signal: options.signal } : {});
  }
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await job();
  } finally {
    clearInterval(heartbeat);
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, `${hostname()} ${process.pid}`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}

function isDead(lock: string): boolean {
  const [host, pid] = holderOf(lock).split(" ");
  if (host === hostname() && pid && !isRunning(Number(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > DEAD_AFTER_MS;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function touch(lock: string): void {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // Taken over while this machine slept: see above.
  }
}

/** By rename, so that of two processes that see the same dead lock only one removes it. */
function discard(lock: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  rmSync(aside, { force: true });
}
