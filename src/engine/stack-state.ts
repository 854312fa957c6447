import { rmSync } from "node:fs";
import type { Deployment, Stack } from "@pulumi/pulumi/automation";
import { openStack } from "./internals/workspace";
import type { LockHolder } from "./lock";
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
  // Pulumi writes a file of attributes beside each
  for (const file of files.flatMap((one) => [one, `${one}.attrs`])) rmSync(file, { force: true });
  if (files.length === 0) await stack.cancel();
  // no harm if it stays: nobody is misled, and the next unlocking tries again
  await settlePending(stack).catch(() => undefined);
}

/** Whether a state says that a run which died was in the middle of something. */
export const hasPending = ({ deployment }: Deployment): boolean =>
  ((deployment as { readonly pending_operations?: readonly unknown[] }).pending_operations ?? []).length > 0;

/**
 * Takes what a dead run was in the middle of out of the state. The engine would keep a creation there for ever, as it
 * cannot find out what became of it. The next run can: it looks for the calendar by its mark, and the journal has a line.
 */
export async function settlePending(stack: Stack): Promise<void> {
  const state = await stack.exportStack();
  // importing leaves them out, under the lock: where a run has begun meanwhile, it fails
  if (hasPending(state)) await stack.importStack(state);
}
