import { join } from "node:path";
import { type Problem, problem } from "../../problem/problem";
import { refuse } from "../../problem/visible-error";
import type { StateBackend } from "../backend";
import type { Values } from "./engine-events";
import { textOf, valuesOf } from "./exported-state";
import { folderStore, openStateStore, type StateStore } from "./state-store";
import { type StateFile, stateFile, stateText } from "./stored-state";

/** How many copies of a state are kept. */
const GENERATIONS = 5;

/** Where states are kept, and whose they are. */
export interface StatePlace {
  readonly root: string;
  readonly backend: StateBackend;
  readonly organisation: string;
}

/** The file that tells the engine in which form states lie there: without it the engine would find none. */
const META = ".pulumi/meta.yaml";

const copiesStart = (organisation: string): string => `state-copies/${organisation}/`;

/** The copies lie on this machine, or beside the states where a runner may keep no disk. */
function openCopies({ root, backend }: StatePlace): StateStore {
  const there = backend.kind === "disk" ? undefined : openStateStore(backend, process.env);
  return there ?? folderStore(join(root, ".bookings"));
}

/** The names of the copies, the newest first. */
async function copiesOf(copies: StateStore, organisation: string): Promise<string[]> {
  const names = await copies.list(copiesStart(organisation));
  return names
    .filter((name) => /\/\d+\.json(\.gz)?$/.test(name))
    .sort()
    .toReversed();
}

/** Whether a file is a whole state, in which every resource can be told. */
export function isWhole(file: StateFile): boolean {
  try {
    const state = valuesOf(JSON.parse(stateText(file)));
    const latest = deploymentIn(state);
    const isKnown = latest === undefined || typeof latest === "object";
    const resources = valuesOf(latest)["resources"] ?? [];
    return ("checkpoint" in state || "deployment" in state) && isKnown && areResources(resources);
  } catch {
    return false;
  }
}

const deploymentIn = (state: Values): unknown =>
  valuesOf(state["checkpoint"])["latest"] ?? state["deployment"] ?? undefined;

const areResources = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.map(valuesOf).every(({ urn, type, inputs = {}, outputs = {} }) => {
    const areTexts = typeof urn === "string" && typeof type === "string";
    return areTexts && [inputs, outputs].every((one) => typeof one === "object" && one !== null);
  });

/** A stack's state as it lies there, or what is wrong with it: a file that was cut, emptied or overwritten. */
interface LookAtState {
  readonly damage?: Problem;
  readonly file?: StateFile;
  /** Where the states are; absent where only the engine reaches them, and nothing is known of them here. */
  readonly states?: StateStore;
}

/** Reads a stack's state once, and says whether it is whole. */
export async function lookAtState(place: StatePlace): Promise<LookAtState> {
  const states = openStateStore(place.backend, process.env);
  if (!states) return {};
  const file = await stateFile(states, place.organisation);
  const damage = await damageIn(place, states, file);
  return { states, ...(file && { file }), ...(damage && { damage }) };
}

/** What is wrong with a stack's state. */
export const damagedState = async (place: StatePlace): Promise<Problem | undefined> =>
  (await lookAtState(place)).damage;

async function damageIn(
  place: StatePlace,
  states: StateStore,
  found: StateFile | undefined,
): Promise<Problem | undefined> {
  const { root, backend, organisation } = place;
  const isBlob = backend.kind !== "disk";
  const inBackend = (name: string): string =>
    backend.kind === "disk" ? join(backend.folder, name) : `${name} in ${backend.url}`;
  const meta = await states.get(META);
  if (meta && !/^version: \d+\s*$/.test(meta.toString("utf8")))
    return problem("state-meta-damaged", { file: inBackend(META) });
  if (!found || isWhole(found)) return undefined;
  const copies = openCopies(place);
  const copy = await firstWhole(copies, await copiesOf(copies, organisation));
  // the engine's own, of the step before
  const last = copy ?? (await firstWhole(states, [`${found.name}.bak`]));
  const shown = last === copy && !isBlob ? last && join(root, ".bookings", last) : last && inBackend(last);
  return problem("state-damaged", {
    organisation,
    file: inBackend(found.name),
    ...(shown !== undefined && { copy: shown }),
    ...(isBlob && { isBlob }),
  });
}

async function firstWhole(store: StateStore, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const bytes = await store.get(name);
    if (bytes && isWhole({ name, bytes })) return name;
  }
  return undefined;
}

/** When the engine wrote a state, in milliseconds; nothing where it does not say so. */
export function writtenAt(file: StateFile): number | undefined {
  return deployedAt(deploymentIn(valuesOf(JSON.parse(stateText(file)))));
}

/** Clocks and checkpoints are not exact: a state that is younger than this is as new as the journal. */
const STATE_LAG_MS = 10 * 60_000;

/** Refuses a state that was written well before the last change that the journal has. */
export function assertNotOlder(
  stack: string,
  written: number | undefined,
  lastChange: number | undefined,
): void {
  if (written !== undefined && lastChange !== undefined && lastChange - written > STATE_LAG_MS)
    refuse(problem("state-older", { stack, names: [], written: new Date(written).toISOString() }));
}

/** When the engine wrote the state with this deployment. */
export function deployedAt(deployment: unknown): number | undefined {
  const time = Date.parse(textOf(valuesOf(valuesOf(deployment)["manifest"])["time"]));
  return Number.isNaN(time) ? undefined : time;
}

/** Copies a whole state aside, unless the last copy is the same, reads it back, and keeps a few generations. */
export async function copyState(place: StatePlace, file: StateFile, now: Date): Promise<void> {
  if (!isWhole(file)) return;
  const copies = openCopies(place);
  const [newest, ...older] = await copiesOf(copies, place.organisation);
  if (newest !== undefined && (await copies.get(newest))?.equals(file.bytes)) return;
  const zipped = file.name.endsWith(".gz") ? ".gz" : "";
  const name = `${copiesStart(place.organisation)}${now.getTime()}.json${zipped}`;
  await copies.putNew(name, file.bytes);
  if (!(await copies.get(name))?.equals(file.bytes)) {
    await copies.remove(name);
    throw new Error(`the copy ${name} of the state cannot be read back as it was written`);
  }
  for (const old of older.slice(GENERATIONS - 2)) await copies.remove(old);
}
