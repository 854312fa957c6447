import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { startAzurite } from "../engine/support/azurite";
import type { Playground } from "../playground/playground";
import type { KillCase } from "./kill-case";

/** Where the engine keeps its state, and how to look into it without the engine. */
export interface StateStore {
  /** The variables that name it. */
  readonly env: Record<string, string>;
  /** What `bookings unlock` must be told where no one can see who holds the lock. */
  readonly unlockWords: (stack: string) => readonly string[];
  /** All texts by their names, such as `.pulumi/stacks/…`. */
  files(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

const PLACE = join(".bookings", "state");
/** Beside each file on a disk Pulumi keeps one with what Blob storage knows by itself. */
const ATTRIBUTES = ".attrs";

/** Every file below a folder, with its text. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, "utf8")]));
}

function onDisk(folder: string): StateStore {
  return {
    env: {},
    unlockWords: () => [],
    files: () => Promise.resolve(filesBelow(folder)),
    close: () => Promise.resolve(),
  };
}

/** Moves what is there from the disk into Blob storage of its own. */
async function inBlobStorage(folder: string): Promise<StateStore> {
  const azurite = await startAzurite("state");
  for (const [name, text] of filesBelow(folder))
    if (!name.endsWith(ATTRIBUTES)) await azurite.put(name, text);
  rmSync(folder, { recursive: true, force: true });
  const files = async (): Promise<ReadonlyMap<string, string>> => {
    const names = await azurite.list();
    return new Map(await Promise.all(names.map(async (name) => [name, await azurite.get(name)] as const)));
  };
  return {
    env: azurite.env,
    unlockWords: (stack) => ["--confirm", stack],
    files,
    close: () => azurite.stop(),
  };
}

/** Opens the place that the case wants. */
export async function openStateStore({ root }: Playground, { state }: KillCase): Promise<StateStore> {
  const folder = join(root.path, PLACE);
  return state === "blob" ? inBlobStorage(folder) : onDisk(folder);
}
