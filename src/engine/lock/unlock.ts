import { rmSync } from "node:fs";
import { settlePending } from "../pending";
import type { RunOptions } from "../run-result";
import { openStack } from "../workspace";
import type { LockHolder } from "./lock-holder";

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
