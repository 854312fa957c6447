import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { redact } from "../../problem/redact";

const PATIENCE_MS = 60_000;

/**
 * Whether the engine reaches the place where states are kept: it lists the stacks there, and changes nothing. The answer
 * is why not.
 */
export function askBackend(
  pulumi: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const words = ["stack", "ls", "--all", "--non-interactive", "--color", "never"];
  // a neutral folder: the engine reads the project around it
  const options = { cwd: tmpdir(), env, timeout: PATIENCE_MS, signal };
  return new Promise((resolve) => {
    execFile(pulumi, words, options, (error, _stdout, stderr) =>
      resolve(error ? reason(error, stderr) : undefined),
    );
  });
}

function reason(error: Error & { killed?: boolean }, stderr: string): string {
  if (error.killed) return `no answer within ${PATIENCE_MS / 1000} seconds`;
  return redact(stderr.replace(/^error: /m, "")) || "the engine did not say why";
}
