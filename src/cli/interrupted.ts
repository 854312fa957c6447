import { type ExitCode, exitCode } from "../problem/exit-code";

/** The exit code that an interruption asks for, by the name of the signal that the abort carries as its reason. */
export function interruptionCode(signal: AbortSignal): ExitCode | undefined {
  if (!signal.aborted) return undefined;
  return signal.reason === "SIGTERM" ? exitCode.terminated : exitCode.interrupted;
}
