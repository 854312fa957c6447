import { rmSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isBlobUrl, openBlobStore } from "../../files/blob-store";
import { PROJECT } from "../../plan/project";
import type { StateBackend } from "../backend";
import type { LockHolder } from "../lock";

/** Where Pulumi keeps the locks of a stack. */
const locksOf = (organisation: string): string => `.pulumi/locks/organization/${PROJECT}/${organisation}/`;

/** Whether locks can be seen without the engine: on a disk and in Azure Blob storage. */
export const locksAreSeen = (state: StateBackend): boolean => state.kind === "disk" || isBlobUrl(state.url);

/** The locks of a stack whose state is on a disk or in Blob storage. Other backends tell their holders only when they refuse. */
export async function readLocks(
  state: StateBackend,
  organisation: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<LockHolder[]> {
  if (state.kind === "elsewhere" && isBlobUrl(state.url)) return readBlobLocks(state.url, organisation, env);
  if (state.kind !== "disk") return [];
  const folder = join(state.folder, ...locksOf(organisation).split("/"));
  // not only what ends in “.json”: a run that was killed while it took the lock leaves a “….json.18c1f.tmp”, which locks too
  const names = ((await ifThere(readdir(folder))) ?? []).filter((name) => !name.endsWith(".attrs"));
  const found = await Promise.all(names.map((name) => readLock(join(folder, name))));
  return found.flatMap((one) => one ?? []);
}

/** A lock that goes while it is read is no lock any more. One that says nothing holds: the engine does not run beside it. */
async function readLock(file: string): Promise<LockHolder | undefined> {
  const seen = await ifThere(stat(file));
  if (!seen) return undefined;
  const text = await ifThere(readFile(file, "utf8")).catch(() => "");
  if (text === undefined) return undefined;
  return holderIn(text, file) ?? { ...NOBODY_KNOWN, since: seen.mtime.toISOString(), file };
}

/** What is there; nothing where it is absent. What this account may not see is not absent. */
async function ifThere<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

async function readBlobLocks(
  url: string,
  organisation: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<LockHolder[]> {
  const store = openBlobStore(url, env);
  const found: LockHolder[] = [];
  for (const file of await store.list(locksOf(organisation))) {
    const text = await store.get(file);
    if (text !== undefined)
      found.push(holderIn(text.toString("utf8"), file) ?? { ...NOBODY_KNOWN, since: "", file });
  }
  return found;
}

const NOBODY_KNOWN = { user: "", host: "", pid: 0, isUnreadable: true } as const;

function holderIn(text: string, file: string): LockHolder | undefined {
  try {
    const { pid, username, hostname, timestamp } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== "number" || typeof hostname !== "string") return undefined;
    return { user: String(username), host: hostname, pid, since: String(timestamp), file };
  } catch {
    return undefined;
  }
}

/** `created by root@vm (pid 1234) at 2026-11-23T04:30:00Z`, one line for each lock. */
const LINE = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;

/** The holders that the engine names when it refuses to run on a locked stack. */
export function holdersInMessage(message: string): LockHolder[] {
  return [...message.matchAll(LINE)].map(([, user = "", host = "", pid = "", since = ""]) => ({
    user,
    host,
    pid: Number(pid),
    since,
  }));
}

/** A lock's file or blob in the engine's words, as a path or as part of an address. */
const LOCK = /\.pulumi(?:[\\/]|%2F)locks(?:[\\/]|%2F)\S+\.json/i;

/**
 * Whether the engine stopped because a lock that it found was gone when it read it: another run had the stack a moment ago, and
 * ended or was refused too. Not where it could not remove its own lock, which comes after its work.
 */
export const isLockGone = (message: string): boolean =>
  LOCK.test(message) &&
  !message.includes("problem deleting the lock") &&
  /\bNotFound\b|\bRESPONSE 404\b|\bno such file\b/.test(message);

/** Removes locks, on a disk with the file of attributes that Pulumi writes beside each. */
export async function removeLocks(state: StateBackend, files: readonly string[]): Promise<void> {
  if (isBlobUrl(state.url)) {
    const store = openBlobStore(state.url, process.env);
    for (const file of files) await store.remove(file);
    return;
  }
  for (const file of files.flatMap((one) => [one, `${one}.attrs`])) rmSync(file, { force: true });
}
