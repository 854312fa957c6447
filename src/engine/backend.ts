import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { redact } from "../problem/redact";

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

/** Why a state on a disk cannot be used; nothing where it can be. A folder that is not there yet is made by the first run. */
export function folderFault(backend: string): string | undefined {
  try {
    accessSync(nearestFolder(fileURLToPath(backend)), constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EACCES"
      ? "this account may not write there"
      : "it names no folder of this machine";
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
