import { fileErrorReason, orTell } from "../files/write-file";
import { type Problem, problem } from "../problem/problem";
import { backendOf } from "./backend";
import { assertNotOlder, copyState, writtenAt } from "./internals/state-files";
import { openStateStore } from "./internals/state-store";
import { type StateFile, stateFile } from "./internals/stored-state";
import { exportedState, type Stack } from "./internals/workspace";
import type { RunOptions } from "./run-result";

/** The state as it lies there; where only the engine reaches it, as the engine exports it. */
async function stateOf(stack: Stack, { root, organisation }: RunOptions): Promise<StateFile | undefined> {
  const store = openStateStore(backendOf(root), process.env);
  if (store) return stateFile(store, organisation);
  const exported = await exportedState(stack, { root, organisation });
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
  if (verb === "preview") return;
  const { organisation } = options;
  await orTell(
    (why) => problem("state-not-copied", { organisation, why }),
    () => copyState({ ...options, backend: backendOf(options.root) }, state, new Date()),
  );
}

/**
 * Copies aside what an `up` leaves: the first one has nothing to copy before. What was done is done, so that a copy which
 * fails is a warning.
 */
export async function keepStateAfter(stack: Stack, options: RunOptions): Promise<Problem[]> {
  const place = { ...options, backend: backendOf(options.root) };
  try {
    const state = await stateOf(stack, options);
    if (state) await copyState(place, state, new Date());
    return [];
  } catch (error) {
    return [
      problem("state-copy-failed", { organisation: options.organisation, why: fileErrorReason(error) }),
    ];
  }
}
