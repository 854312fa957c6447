import { gunzipSync } from "node:zlib";
import { PROJECT } from "../../plan/project";
import type { Deployment } from "./exported-state";
import type { StateStore } from "./state-store";

interface Checkpoint {
  readonly version?: number;
  readonly checkpoint?: { readonly latest?: object };
}

/** Begins every value that Pulumi has encrypted. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** The form of states that is understood here. The engine knows older ones too. */
const VERSION = 3;

/** A state's file as it lies there. */
export interface StateFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file that holds a stack's state, in the forms that are understood here. */
export async function stateFile(
  store: Pick<StateStore, "get">,
  organisation: string,
): Promise<StateFile | undefined> {
  for (const end of ["json", "json.gz"]) {
    const name = `.pulumi/stacks/${PROJECT}/${organisation}.${end}`;
    const bytes = await store.get(name);
    if (bytes) return { name, bytes };
  }
  return undefined;
}

/** What is written in a state's file, or in a copy of one. */
export const stateText = ({ name, bytes }: StateFile): string =>
  (name.includes(".json.gz") ? gunzipSync(bytes) : bytes).toString("utf8");

/**
 * A stack's state as it lies there; nothing where no run has left any. What is in another form, or has secrets in it (this
 * product puts none there), only the engine reads.
 */
export async function storedState(
  store: StateStore,
  organisation: string,
  file: StateFile | undefined,
): Promise<Deployment | undefined | "ask-the-engine"> {
  if (!file) return (await isElsewhere(store, organisation)) ? "ask-the-engine" : undefined;
  const text = stateText(file);
  const { version, checkpoint } = JSON.parse(text) as Checkpoint;
  if (version !== VERSION || !checkpoint || text.includes(SECRET)) return "ask-the-engine";
  return { version, deployment: checkpoint.latest ?? {} };
}

/** Pulumi compresses states in more ways than one, and had another folder for them once. */
async function isElsewhere(store: StateStore, organisation: string): Promise<boolean> {
  const places = [`.pulumi/stacks/${PROJECT}/${organisation}.json`, `.pulumi/stacks/${organisation}.json`];
  const found = await Promise.all(places.map((place) => store.list(place)));
  return found.some((names) => names.length > 0);
}
