import { rmSync } from "node:fs";
import type { RunOptions } from "../run-result";
import { openStack } from "../workspace";
import type { LockHolder } from "./lock-holder";

/**
 * Takes the named locks away, and no others: one that was taken since may be a live run's. Where the locks are no files
 * here, Pulumi can only take all of them.
 */
export async function unlockStack(
  { root, organisation }: RunOptions,
  holders: readonly LockHolder[],
): Promise<void> {
  const files = holders.flatMap(({ file }) => file ?? []);
  if (files.length > 0) {
    for (const file of files) rmSync(file, { force: true });
    return;
  }
  const stack = await openStack({ root, organisation, program: async () => undefined });
  await stack.cancel();
}
