import { copyState, stateOnDisk, writtenAt } from "./internals/state-files";
import { onKnownStack, type Stack } from "./internals/workspace";
import { assertNotOlder } from "./not-older";
import type { RunOptions } from "./run-result";

/**
 * Copies the state aside before an `up`, and refuses one that was written well before the last change that the journal
 * has: someone put an older one there. In storage that only the engine reaches, a preview does not ask for it.
 */
export async function keepState(
  verb: "preview" | "up",
  stack: Stack,
  { root, organisation }: RunOptions,
  lastChange: number | undefined,
): Promise<void> {
  const backend = process.env["PULUMI_BACKEND_URL"];
  const isOnDisk = backend?.startsWith("file://") ?? false;
  const exported = isOnDisk || verb === "preview" ? undefined : await onKnownStack(() => stack.exportStack());
  const state = exported
    ? { bytes: Buffer.from(JSON.stringify(exported)), isZipped: false }
    : stateOnDisk(backend, organisation);
  if (!state) return;
  assertNotOlder(organisation, writtenAt(state), lastChange);
  if (verb === "up") copyState(root, organisation, state, new Date());
}
