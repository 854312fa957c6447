import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, relative } from "node:path";
import { type BlobStore, isBlobUrl, openBlobStore } from "../../files/blob-store";
import { isThere } from "../../files/is-there";
import { makePrivateFolder } from "../../files/private-folder";
import { accountNameOrNumber } from "../../files/processes";
import { writeFileAtomically } from "../../files/write-file";
import { PROJECT } from "../../plan/project";
import type { StateBackend } from "../backend";

/** How many runs of a stack the engine's own history keeps. What was done stays in the journal. */
const KEPT_RUNS = 20;
/** On a disk Pulumi keeps beside each file what Blob storage knows by itself. */
const ATTRIBUTES = ".attrs";

/** The files that the engine keeps, wherever they are, named as Pulumi names them: `.pulumi/stacks/…`. */
export type StateStore = Pick<BlobStore, "get" | "list" | "putNew" | "remove">;

/** Opens a place that can be read without the engine: a folder or a container of Azure. */
export function openStateStore(
  state: StateBackend,
  env: Readonly<Record<string, string | undefined>>,
): StateStore | undefined {
  if (state.kind === "disk") return folderStore(state.folder);
  return isBlobUrl(state.url) ? openBlobStore(state.url, env) : undefined;
}

/** The files below a folder of this machine. */
export function folderStore(top: string): StateStore {
  const file = (name: string): string => join(top, ...name.split("/"));
  return {
    get: async (name) => (existsSync(file(name)) ? readFileSync(file(name)) : undefined),
    list: async (start) => {
      const folder = dirname(file(`${start}x`));
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && !one.name.endsWith(ATTRIBUTES))
        .map((one) => relative(top, join(one.parentPath, one.name)).replaceAll("\\", "/"))
        .filter((name) => name.startsWith(start))
        .sort();
    },
    putNew: async (name, content) => {
      if (existsSync(file(name))) return "there";
      makePrivateFolder(dirname(file(name)));
      writeFileAtomically(file(name), content);
      return "written";
    },
    remove: async (name) => {
      for (const one of [file(name), file(name) + ATTRIBUTES]) rmSync(one, { force: true });
    },
  };
}

/**
 * Removes attributes that an engine left cut or empty when it was killed: Pulumi then reads nothing of the file beside them,
 * and needs none to read it.
 */
export function dropCutAttributes({ folder }: { readonly folder: string }, organisation: string): void {
  const stack = join(folder, ".pulumi", "stacks", PROJECT, organisation);
  const names = ["json", "json.gz"].flatMap((end) => [`${stack}.${end}`, `${stack}.${end}.bak`]);
  for (const name of [join(folder, ".pulumi", "meta.yaml"), ...names]) {
    const file = name + ATTRIBUTES;
    if (isThere(file) && !isJson(readFileSync(file, "utf8"))) rmSync(file, { force: true });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `…/leeds-1795913209434947806.checkpoint.json` and `…/leeds.1795913209437220305.json` → the time in them. */
const timeIn = (name: string): string => /[-.](\d{16,})\./.exec(name)?.[1] ?? "";

/** Removes what the engine keeps of runs long ago and never prunes: two whole states for each run. */
export async function pruneHistory(store: StateStore, organisation: string, kept = KEPT_RUNS): Promise<void> {
  for (const kind of ["history", "backups"]) {
    const names = await store.list(`.pulumi/${kind}/${PROJECT}/${organisation}/`);
    const times = [...new Set(names.map(timeIn).filter((time) => time !== ""))].sort();
    const old = new Set(times.slice(0, Math.max(0, times.length - kept)));
    for (const name of names.filter((one) => old.has(timeIn(one)))) await store.remove(name);
  }
}

/** What came of moving one stack: `nothing` where it has no state yet, `there` where the target has another one. */
export type Moved = "moved" | "nothing" | "there" | "locked";

/**
 * Copies a stack's state, reads it back, and puts the old one out of the way, so that a run which does not know of the move
 * finds none and is refused. The stack is locked meanwhile, as a run would.
 */
export async function moveStack(
  from: StateBackend & { readonly kind: "disk" },
  to: StateBackend,
  organisation: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Moved> {
  const [source, target] = [openStateStore(from, env), openStateStore(to, env)];
  if (!source || !target) throw new Error(`${to.url} is neither a folder nor a container of Azure`);
  const locks = `.pulumi/locks/organization/${PROJECT}/${organisation}/`;
  const own = `${locks}${randomUUID()}.json`;
  await source.putNew(own, Buffer.from(JSON.stringify(lockContent())));
  try {
    if ((await source.list(locks)).length > 1) return "locked";
    const whole = `.pulumi/stacks/${PROJECT}/${organisation}.json`;
    const states = (await source.list(whole)).filter((name) => name === whole || name === `${whole}.gz`);
    if (states.length === 0) return "nothing";
    const history = await source.list(`.pulumi/history/${PROJECT}/${organisation}/`);
    for (const name of [".pulumi/meta.yaml", ...history, ...states])
      if (!(await copied(source, target, name))) return "there";
    for (const name of states) renameSync(join(from.folder, name), join(from.folder, `${name}.moved`));
    return "moved";
  } finally {
    await source.remove(own);
  }
}

async function copied(source: StateStore, target: StateStore, name: string): Promise<boolean> {
  const content = await source.get(name);
  if (content === undefined) return true;
  await target.putNew(name, content);
  return (await target.get(name))?.equals(content) ?? false;
}

/** As Pulumi writes its locks: whoever meets it can say who holds the stack. */
const lockContent = (): object => ({
  pid: process.pid,
  username: accountNameOrNumber(),
  hostname: hostname(),
  timestamp: new Date().toISOString(),
});
