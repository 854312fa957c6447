import { execFile } from "node:child_process";
import { tmpdir } from "node:os";

const PATIENCE_MS = 20_000;

/**
 * What a program prints when asked, or nothing if it does not answer properly and soon. Asked in a neutral folder:
 * both `go` and `pulumi` read the files of the project around them.
 */
export function askProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { cwd: tmpdir(), env, timeout: PATIENCE_MS, killSignal: "SIGKILL" },
      (error, stdout) => resolve(error ? undefined : stdout.trim()),
    );
  });
}
