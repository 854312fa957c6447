import { randomBytes } from "node:crypto";
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { processOf } from "./processes";

/** A holder on another machine that has given no sign for so long is gone. */
const STALE_MS = 60_000;
/** How often a holder gives a sign. */
const SIGN_MS = 15_000;
const PATIENCE_MS = 90_000;
const LOOK_AGAIN_MS = 40;

/** How to wait for another holder, and how often to give a sign. */
interface LockOptions {
  readonly signMs?: number;
  readonly patienceMs?: number;
  /** Whoever is told to end waits no longer. */
  readonly signal?: AbortSignal;
  /** Told once, when there is someone to wait for. */
  readonly onWait?: (holder: string) => void;
}

/** Locks that this process holds: a number alone may be that of a process before it, as in containers. */
const held = new Set<string>();

/**
 * Does something while no other process does it to the same file, also where machines share a folder: the lock says which
 * machine and which process hold it and, on Linux, when that started; its time says when it last gave a sign.
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const lock = `${file}.lock`;
  const startTicks = processOf(process.pid)?.startTicks;
  const mark = [process.pid, randomBytes(8).toString("hex"), hostname(), startTicks ?? []].flat().join(" ");
  held.add(mark);
  let stop = (): void => undefined;
  try {
    await taken(lock, mark, options);
    stop = giveSigns(lock, mark, options.signMs ?? SIGN_MS);
    return await work();
  } finally {
    stop();
    held.delete(mark);
    // only our own: a stale one may have been taken over meanwhile
    if (contentOf(lock) === mark) rmSync(lock, { force: true });
  }
}

/** Writes over the first letter with itself, so that the disk's own clock says when: in this file, whatever lies there later. */
function giveSigns(lock: string, mark: string, everyMs: number): () => void {
  const file = openSync(lock, "r+");
  const timer = setInterval(() => {
    try {
      writeSync(file, mark.slice(0, 1), 0);
    } catch {
      // a full disk keeps the sign back, not the work
    }
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    closeSync(file);
  };
}

async function taken(
  lock: string,
  mark: string,
  { patienceMs = PATIENCE_MS, signal, onWait }: LockOptions,
): Promise<void> {
  const until = Date.now() + patienceMs;
  let isTold = false;
  for (;;) {
    const refusedAt = tryTake(lock, mark);
    if (refusedAt === undefined) return;
    signal?.throwIfAborted();
    if (Date.now() > until)
      throw new Error(`${holderOf(lock)} holds ${lock}; remove that file if it does not run`);
    removeStale(lock, refusedAt);
    if (!isTold) onWait?.(holderOf(lock));
    isTold = true;
    await pause(LOOK_AGAIN_MS + Math.random() * LOOK_AGAIN_MS);
  }
}

function holderOf(lock: string): string {
  const [pid, , host] = (contentOf(lock) ?? "").split(" ");
  return pid ? `process ${pid}${host ? ` on ${host}` : ""}` : "another process";
}

/**
 * A link appears complete or not at all, unlike a file that is created and then written. Where someone else has the lock:
 * the time of the try by the clock of the disk, which may be another machine's.
 */
function tryTake(lock: string, mark: string): number | undefined {
  const own = `${lock}.${mark.split(" ").slice(0, 2).join(".")}`;
  try {
    writeFileSync(own, mark, { mode: 0o600 });
    return tryLink(own, lock, mark) ? undefined : statSync(own).mtimeMs;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Where a disk knows no links, the lock itself is created: seen before it is written, it counts as someone's. */
function tryLink(own: string, lock: string, mark: string): boolean {
  return (
    isNew(() => linkSync(own, lock)) ??
    isNew(() => writeFileSync(lock, mark, { flag: "wx", mode: 0o600 })) ??
    false
  );
}

/** Whether a file was made; undefined where it could not be, for another reason than that it is there. */
function isNew(make: () => void): boolean | undefined {
  try {
    make();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EEXIST" ? false : undefined;
  }
}

function removeStale(lock: string, now: number): void {
  const holder = contentOf(lock);
  if (holder === undefined || mayLive(holder, () => isOld(lock, now))) return;
  if (contentOf(lock) === holder) rmSync(lock, { force: true });
}

function isOld(lock: string, now: number): boolean {
  try {
    return now - statSync(lock).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

/** Only its own machine can tell that a process is gone; of another one's, signs tell. */
function mayLive(holder: string, isOld: () => boolean): boolean {
  const [pid, , host = hostname(), startTicks] = holder.split(" ");
  // a power cut may have emptied it
  if (host !== hostname() || !(Number(pid) > 0)) return !isOld();
  return Number(pid) === process.pid ? held.has(holder) : isHolder(Number(pid), startTicks);
}

/** Numbers of processes come again: one that started at another time than the holder is another one. */
function isHolder(pid: number, startTicks: string | undefined): boolean {
  const found = processOf(pid);
  if (!found || startTicks === undefined || found.startTicks === undefined) return found !== undefined;
  return String(found.startTicks) === startTicks;
}

function contentOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return undefined;
  }
}
