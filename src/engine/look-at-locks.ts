import { backendOf, reaching } from "./backend";
import { locksAreSeen, readLocks } from "./internals/lock-files";
import type { LockHolder } from "./lock";
import type { RunOptions } from "./run-result";

/** Who is changing an organisation right now, as far as that can be seen from here. */
export async function lockHolders({ root, organisation }: RunOptions): Promise<LockHolder[]> {
  const state = backendOf(root);
  return reaching(state.url, () => readLocks(state, organisation));
}

/** Whether locks can be seen from here at all. */
export const seesLocks = (root: string): boolean => locksAreSeen(backendOf(root));
