import { backendOf } from "./backend";
import { copyState, writtenAt } from "./internals/state-files";
import { openStateStore } from "./internals/state-store";
import { type StateFile, stateFile } from "./internals/stored-state";
import { onKnownStack, type Stack } from "./internals/workspace";
import { assertNotOlder } from "./not-older";
import type { RunOptions } from "./run-result";

/** The state as it lies there; where only the engine reaches it, as the engine exports it. */
async function stateOf(stack: Stack, { root, organisation }: RunOptions): Promise<StateFile | undefined> {
  const store = openStateStore(backendOf(root), process.env);
  if (store) return stateFile(store, organisation);
  const exported = await onKnownStack(() => stack.exportStack());
  return exported && { name: `${organisation}.json`, bytes: Buffer.from(JSON.stringify(exported)) };
}

/**
 * Copies the state aside before an `up`, and refuses one that was written well before the last change that the journal
 * has: someone put an older one there.
 */
export async function keepState(
  verb: "preview" | "up",
  stack: Stack,
  options: RunOptions,
  lastChange: number | undefined,
): Promise<void> {
  const state = await stateOf(stack, options);
  if (!state) return;
  assertNotOlder(options.organisation, writtenAt(state), lastChange);
  if (verb === "up") await copyState({ ...options, backend: backendOf(options.root) }, state, new Date());
}

/** Copies aside what an `up` leaves: the first one has nothing to copy before. No harm where that fails, as it was done by then. */
export async function keepStateAfter(stack: Stack, options: RunOptions): Promise<void> {
  const place = { ...options, backend: backendOf(options.root) };
  await stateOf(stack, options)
    .then((state) => state && copyState(place, state, new Date()))
    .catch(() => undefined);
}
