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

/**
 * A stack's state as it lies there; nothing where no run has left any. What is in another form, or has secrets in it (this
 * product puts none there), only the engine reads.
 */
export async function storedState(
  store: StateStore,
  organisation: string,
): Promise<Deployment | undefined | "ask-the-engine"> {
  const name = `.pulumi/stacks/${PROJECT}/${organisation}.json`;
  const plain = await store.get(name);
  const packed = plain ? undefined : await store.get(`${name}.gz`);
  const bytes = plain ?? (packed && gunzipSync(packed));
  if (!bytes) return (await isElsewhere(store, organisation)) ? "ask-the-engine" : undefined;
  const text = bytes.toString("utf8");
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
