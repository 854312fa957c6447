import { findRoot } from "../find-root";
import type { Io } from "../io";
import { identitiesOf } from "./identities-of";
import { noteRunning, type RunningSandbox } from "./running-sandbox";
import { runtimeFiles } from "./runtime-files";
import type { SandboxLine } from "./sandbox-line";
import { writePrivate } from "./write-private";

/** Notes what changed when the sandbox gave out new identities, and perhaps a new tenant. */
export function takeIdentities(
  io: Io,
  sandbox: RunningSandbox,
  answer: Pick<SandboxLine, "identities"> & Partial<Pick<SandboxLine, "tenantId">>,
): void {
  const files = runtimeFiles(findRoot(io));
  const now: RunningSandbox = {
    ...sandbox,
    identities: answer.identities,
    ...(answer.tenantId && { tenantId: answer.tenantId }),
  };
  noteRunning(files, now);
  writePrivate(files.identities, identitiesOf(now));
}
