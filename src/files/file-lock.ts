import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

/** A holder that has not finished by now is gone: what is locked takes a second. */
const STALE_MS = 60_000;
const PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 40;

/**
 * Does something while no other process does it to the same file, also where machines share a folder: the lock says which
 * machine and which process hold it.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const mark = `${process.pid} ${randomBytes(8).toString("hex")} ${hostname()}`;
  await taken(lock, mark);
  try {
    return await work();
  } finally {
    // only our own: a stale one may have been taken over meanwhile
    if (contentOf(lock) === mark) {
      rmSync(lock, { force: true });
    }
  }
}

async function taken(lock: string, mark: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const refusedAt = tryTake(lock, mark);
    if (refusedAt === undefined) return;
    if (Date.now() > until) {
      const [pid, , host] = (contentOf(lock) ?? "").split(" ");
      const holder = pid ? `process ${pid}${host ? ` on ${host}` : ""}` : "another process";
      throw new Error(`${holder} holds ${lock}; remove that file if it does not run`);
    }
    removeStale(lock, refusedAt);
    await pause(LOOK_AGAIN_MS + Math.random() * LOOK_AGAIN_MS);
  }
}

/**
 * A link appears complete or not at all, unlike a file that is created and then written. Where someone else has the lock:
 * the time of the try by the clock of the disk, which may be another machine's.
 */
function tryTake(lock: string, mark: string): number | undefined {
  const own = `${lock}.${mark.split(" ").slice(0, 2).join(".")}`;
  try {
    writeFileSync(own, mark, { mode: 0o600 });
    return tryLink(own, lock) ? undefined : statSync(own).mtimeMs;
  } finally {
    rmSync(own, { force: true });
  }
}

function tryLink(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch {
    return false;
  }
}

function removeStale(lock: string, now: number): void {
  const holder = contentOf(lock);
  if (holder === undefined || (!isOld(lock, now) && mayLive(holder))) {
    return;
  }
  if (contentOf(lock) === holder) {
    rmSync(lock, { force: true });
  }
}

function isOld(lock: string, now: number): boolean {
  try {
    return now - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

/** Only its own machine can tell that a process is gone. */
function mayLive(holder: string): boolean {
  const [pid, , host = hostname()] = holder.split(" ");
  return host !== hostname() || isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return undefined;
  }
}
