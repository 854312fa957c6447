import { CommanderError } from "commander";
import { type ExitCode, exitCode } from "../problem/exit-code";
import { Context } from "./context";
import { interruptionCode } from "./interrupted";
import type { Io } from "./io";
import { buildProgram } from "./program";
import { realServices } from "./real-services";
import type { Services } from "./services";
import { tellError } from "./tell-error";

function errorCode(error: unknown, io: Io): ExitCode {
  // Commander has said everything by then: help and version end with 0, a wrong argument with 1.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.failed;
  if (io.signal.aborted) {
    io.stderr.write("Interrupted.\n");
    return exitCode.interrupted;
  }
  return tellError(error, io);
}

/** Runs the command line and returns the exit code. Never throws and never ends the process. */
export async function run(
  argv: readonly string[],
  io: Io,
  services: Services = realServices,
): Promise<ExitCode> {
  const words = argv.length === 0 ? ["--help"] : argv;
  const context = new Context(io, services);
  try {
    const program = await buildProgram(words, context);
    await program.parseAsync(words, { from: "user" });
    return interruptionCode(io.signal) ?? context.exitCode;
  } catch (error) {
    const code = errorCode(error, io);
    return interruptionCode(io.signal) ?? code;
  }
}
