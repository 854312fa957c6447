import { problem } from "../problem/problem";
import { redact } from "../problem/redact";
import { VisibleError } from "../problem/visible-error";
import { type StateBackend, stateBackend } from "./backend";
import { locksAreSeen, readLocks } from "./internals/lock-files";
import type { LockHolder } from "./lock";
import type { RunOptions } from "./run-result";

/** Who is changing an organisation right now, as far as that can be seen from here. */
export async function lockHolders({ root, organisation }: RunOptions): Promise<LockHolder[]> {
  const state = backendOf(root);
  try {
    return await readLocks(state, organisation);
  } catch (cause) {
    const why = redact(cause instanceof Error ? cause.message : String(cause));
    throw VisibleError.of(problem("state-not-reached", { url: state.url, why }), { cause });
  }
}

/** Whether locks can be seen from here at all. */
export const seesLocks = (root: string): boolean => locksAreSeen(backendOf(root));

/** Where the states of a root folder are kept. */
export const backendOf = (root: string): StateBackend =>
  stateBackend(process.env["PULUMI_BACKEND_URL"], { root, home: process.env["HOME"] });
