import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { makePrivateFolder } from "../../files/private-folder";
import { writeFileAtomically } from "../../files/write-file";
import { PROJECT } from "../../plan/project";
import { type Problem, problem } from "../../problem/problem";
import { textOf, valuesOf } from "./exported-state";

/** How many copies of a state are kept. */
const GENERATIONS = 5;

/** The file that holds a stack's state, where the backend is a folder of this machine. */
function stateFile(backend: string | undefined, organisation: string): string | undefined {
  if (!backend?.startsWith("file://")) return undefined;
  const folder = join(fileURLToPath(backend), ".pulumi", "stacks", PROJECT);
  return [`${organisation}.json`, `${organisation}.json.gz`]
    .map((name) => join(folder, name))
    .find((file) => existsSync(file));
}

/** The file that tells the engine in which form states lie there, where it was damaged: without it the engine would find none. */
function damagedMeta(backend: string | undefined): string | undefined {
  if (!backend?.startsWith("file://")) return undefined;
  const file = join(fileURLToPath(backend), ".pulumi", "meta.yaml");
  return existsSync(file) && !/^version: \d+\s*$/.test(readFileSync(file, "utf8")) ? file : undefined;
}

/** The state's bytes, if they are a whole state. */
function wholeState(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const state: unknown = JSON.parse(text);
    return typeof state === "object" && state !== null && "checkpoint" in state ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const copiesFolder = (root: string, organisation: string): string =>
  join(root, ".bookings", "state-copies", organisation);

/** The copies of a state, the newest first. */
function copiesOf(root: string, organisation: string): string[] {
  const folder = copiesFolder(root, organisation);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^\d+\.json(\.gz)?$/.test(name));
  return names
    .sort()
    .toReversed()
    .map((name) => join(folder, name));
}

/** What is wrong with a stack's state on the disk: a file that was cut, emptied or overwritten. */
export function damagedState(
  root: string,
  backend: string | undefined,
  organisation: string,
): Problem | undefined {
  const meta = damagedMeta(backend);
  if (meta !== undefined) return problem("state-meta-damaged", { file: meta });
  const file = stateFile(backend, organisation);
  if (file === undefined || wholeState(file) !== undefined) return undefined;
  const [copy] = copiesOf(root, organisation).filter((one) => wholeState(one) !== undefined);
  return problem("state-damaged", { organisation, file, ...(copy !== undefined && { copy }) });
}

/** A stack's state as it lies there before a run. */
export interface StateBefore {
  readonly bytes: Buffer;
  readonly isZipped: boolean;
}

/** The state of a stack whose backend is a folder of this machine; nothing where there is none yet. */
export function stateOnDisk(backend: string | undefined, organisation: string): StateBefore | undefined {
  const file = stateFile(backend, organisation);
  const bytes = file && wholeState(file);
  return file && bytes ? { bytes, isZipped: file.endsWith(".gz") } : undefined;
}

/** When the engine wrote a state, in milliseconds; nothing where it does not say so. */
export function writtenAt({ bytes, isZipped }: StateBefore): number | undefined {
  const state: unknown = JSON.parse((isZipped ? gunzipSync(bytes) : bytes).toString("utf8"));
  return deployedAt(valuesOf(valuesOf(state)["checkpoint"])["latest"] ?? valuesOf(state)["deployment"]);
}

/** The same of a state's deployment. */
export function deployedAt(deployment: unknown): number | undefined {
  const time = Date.parse(textOf(valuesOf(valuesOf(deployment)["manifest"])["time"]));
  return Number.isNaN(time) ? undefined : time;
}

/** Copies a stack's state aside before a run changes it, and keeps a few generations. */
export function copyState(
  root: string,
  organisation: string,
  { bytes, isZipped }: StateBefore,
  now: Date,
): void {
  const folder = copiesFolder(root, organisation);
  makePrivateFolder(folder);
  writeFileAtomically(join(folder, `${now.getTime()}.json${isZipped ? ".gz" : ""}`), bytes);
  for (const old of copiesOf(root, organisation).slice(GENERATIONS)) rmSync(old, { force: true });
}
