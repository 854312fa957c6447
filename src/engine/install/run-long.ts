import { spawn } from "node:child_process";

/** A long run of another program. */
export interface LongRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Each line that the program writes to its error stream. */
  readonly onLine: (line: string) => void;
}

const PATIENCE_AFTER_TERM_MS = 3_000;

/**
 * Runs a program to its end, in a process group of its own so that an interruption reaches its children too (`go build`
 * runs a compiler per package). Resolves with the exit code; rejects when aborted, once the program is gone.
 */
export function runLong({ program, args, cwd, env, signal, onLine }: LongRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
    const stop = () => {
      killGroup(child.pid, "SIGTERM");
      setTimeout(() => killGroup(child.pid, "SIGKILL"), PATIENCE_AFTER_TERM_MS).unref();
    };
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();

    let rest = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(onLine);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", stop);
      if (rest) onLine(rest);
      if (signal.aborted) reject(signal.reason);
      else resolve(code ?? 1);
    });
  });
}

function killGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // Gone already.
  }
}
