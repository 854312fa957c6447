import { findRoot } from "../find-root";
import type { Io } from "../io";
import { noteRunning, type RunningSandbox } from "./running-sandbox";
import { runtimeFiles } from "./runtime-files";
import type { SandboxLine } from "./sandbox-line";

/** Notes what changed when the sandbox gave out new identities, and perhaps a new tenant. */
export function takeIdentities(
  io: Io,
  sandbox: RunningSandbox,
  answer: Pick<SandboxLine, "identities"> & Partial<Pick<SandboxLine, "tenantId">>,
): void {
  noteRunning(runtimeFiles(findRoot(io)), {
    ...sandbox,
    identities: answer.identities,
    ...(answer.tenantId && { tenantId: answer.tenantId }),
  });
}
