import type { Deployment, Stack } from "@pulumi/pulumi/automation";

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
