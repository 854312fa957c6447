import type { Sandbox, SandboxOptions } from "../../../../sandbox/start";
import { exitCode } from "../../../problem/exit-code";
import { problem } from "../../../problem/problem";
import { VisibleError } from "../../../problem/visible-error";

/** Loads the emulator and starts it; what its operator did wrong is told without a stack. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox } = await import("../../../../sandbox/start.js");
  const { InputError } = await import("../../../../sandbox/input-error.js");
  const { DataFolderBusyError } = await import("../../../../sandbox/store/store.js");
  try {
    return await startSandbox(options);
  } catch (error) {
    const isBusy = error instanceof DataFolderBusyError;
    const isPortTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isBusy && !isPortTaken && !(error instanceof InputError)) throw error;
    throw VisibleError.of(problem("sandbox-did-not-start", { reason: error.message }), {
      exitCode: isBusy ? exitCode.refused : exitCode.failed,
    });
  }
}
