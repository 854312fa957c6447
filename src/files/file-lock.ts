import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A holder that has not finished by now is gone: what is locked takes a second. */
const STALE_MS = 60_000;
const PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 40;

/** Does something while no other process does it to the same file. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const mark = `${process.pid} ${randomBytes(8).toString("hex")}`;
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
  while (!tryTake(lock, mark)) {
    if (Date.now() > until) {
      throw new Error(`another process holds ${lock}; remove that file if none does`);
    }
    removeStale(lock);
    await pause(LOOK_AGAIN_MS + Math.random() * LOOK_AGAIN_MS);
  }
}

/** A link appears complete or not at all, unlike a file that is created and then written. */
function tryTake(lock: string, mark: string): boolean {
  const own = `${lock}.${mark.replace(" ", ".")}`;
  try {
    writeFileSync(own, mark, { mode: 0o600 });
    return tryLink(own, lock);
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

function removeStale(lock: string): void {
  const holder = contentOf(lock);
  if (holder === undefined || (!isOld(lock) && isAlive(Number(holder.split(" ")[0])))) {
    return;
  }
  if (contentOf(lock) === holder) {
    rmSync(lock, { force: true });
  }
}

function isOld(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
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
