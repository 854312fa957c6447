import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROJECT } from "../../plan/project";
import type { LockHolder } from "./lock-holder";

/** The locks of a stack whose state is on a disk. Other backends tell their holders only when they refuse. */
export async function readLocks(backend: string | undefined, organisation: string): Promise<LockHolder[]> {
  if (!backend?.startsWith("file://")) return [];
  const folder = join(fileURLToPath(backend), ".pulumi", "locks", "organization", PROJECT, organisation);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.filter((name) => name.endsWith(".json")).map((name) => readLock(join(folder, name))),
  );
  return found.flatMap((one) => one ?? []);
}

/** A lock that goes while it is read is no lock any more. */
async function readLock(file: string): Promise<LockHolder | undefined> {
  try {
    const { pid, username, hostname, timestamp } = JSON.parse(await readFile(file, "utf8")) as Record<
      string,
      unknown
    >;
    return {
      user: String(username),
      host: String(hostname),
      pid: Number(pid),
      since: String(timestamp),
      file,
    };
  } catch {
    return undefined;
  }
}
