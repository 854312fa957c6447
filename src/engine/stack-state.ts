import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { backendOf, reaching, stateBackend } from "./backend";
import { targetsOf } from "./internals/engine-events";
import { hasPending, withoutCalendar } from "./internals/exported-state";
import { removeLocks } from "./internals/lock-files";
import { type Moved, moveStack, openStateStore, pruneHistory } from "./internals/state-store";
import { isLockedOut, onKnownStack, openStack, type Stack } from "./internals/workspace";
import type { LockHolder } from "./lock";
import { engineFailure } from "./run-problems";
import type { RunOptions } from "./run-result";

/**
 * Takes the named locks away, and no others: one that was taken since may be a live run's. Where the locks are no files
 * here, Pulumi can only take all of them. Then what the dead run was in the middle of is taken out of the state.
 */
export async function unlockStack(
  { root, organisation }: RunOptions,
  holders: readonly LockHolder[],
): Promise<void> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  const files = holders.flatMap(({ file }) => file ?? []);
  await removeLocks(backendOf(root), files);
  if (files.length === 0) await onKnownStack(() => stack.cancel());
  // no harm if it stays: no one is misled, and the next unlocking tries again
  await settlePending(stack).catch(() => undefined);
}

/**
 * Takes what a dead run was in the middle of out of the state. The engine would keep a creation there for ever, as it
 * cannot find out what became of it. The next run can: it looks for the calendar by its marker, and the journal has a line.
 */
async function settlePending(stack: Stack): Promise<void> {
  const state = await stack.exportStack();
  // importing leaves them out, under the lock: where a run has begun meanwhile, it fails
  if (hasPending(state)) await stack.importStack(state);
}

/**
 * Takes into the state what has moved in the tenant and no spec asks for, of these calendars and policies; not where another run
 * has the stack. Writes nothing to the tenant.
 */
export async function recordOrganisation(
  { root, organisation, signal }: RunOptions,
  names: readonly string[],
): Promise<boolean> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  try {
    const done = await onKnownStack(() =>
      stack.refresh({ color: "never", target: targetsOf(names), ...(signal && { signal }) }),
    );
    return done !== undefined;
  } catch (error) {
    if (isLockedOut(error)) return false;
    throw engineFailure(error, organisation);
  }
}

/**
 * Takes a half-made calendar, which is gone from the tenant by now, out of the state too: else its lock would keep the
 * next run from making it. Only `bookings discard` does this.
 */
export async function forgetCalendar({ root, organisation }: RunOptions, name: string): Promise<void> {
  const stack = await openStack({ root, organisation, program: async () => undefined });
  await onKnownStack(async () => stack.importStack(withoutCalendar(await stack.exportStack(), name))).catch(
    (error: unknown) => {
      throw engineFailure(error, organisation);
    },
  );
}

/** Prunes the engine's own history of a stack. No harm where that fails: the next run tries again. */
export async function pruneHistoryOf(root: string, organisation: string): Promise<void> {
  const store = openStateStore(backendOf(root), process.env);
  if (store) await pruneHistory(store, organisation).catch(() => undefined);
}

/** Moves an organisation's state to another place: see moveStack. */
export async function moveState({ root, organisation }: RunOptions, url: string): Promise<Moved> {
  const from = backendOf(root);
  const to = stateBackend(url, { root, home: process.env["HOME"] });
  if (to.kind === "unusable") throw VisibleError.of(problem("state-place-unusable", to));
  if (from.kind !== "disk" || to.url === from.url || !openStateStore(to, process.env))
    throw VisibleError.of(problem("state-not-moved-there", { from: from.url, to: to.url }));
  return reaching(to.url, () => moveStack(from, to, organisation, process.env));
}
