import { spawn } from "node:child_process";
import { descendantsOf } from "./descendants-of";

/** What a process did. */
export interface ProcessResult {
  /** -1 where a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A process that may still run. */
export interface StartedProcess {
  /** The process, which is also its group. */
  readonly pid: number | undefined;
  /** What it has said on stderr so far. */
  readonly talk: () => string;
  readonly result: Promise<ProcessResult>;
  /** Ends it and everything that it started, without a chance to settle anything. */
  kill(): void;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Seconds after which the process counts as hung and is killed with its children. */
  readonly patience?: number;
}

/** A tenant with Graph's real delays keeps a run waiting for minutes, ten of them for licences. */
export const hasRealDelays = process.env["BOOKINGS_SANDBOX_SETTINGS"]?.includes("real") === true;

const PATIENCE = hasRealDelays ? 1200 : 120;

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended by itself
  }
}

/** Starts a program in a process group of its own: the engine and its plugins go with it when it is killed. */
export function startProcess(
  program: string,
  args: readonly string[],
  { cwd, env, patience = PATIENCE }: ProcessOptions,
): StartedProcess {
  const started = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8");
    child[name].on("data", (chunk: string) => {
      said[name] += chunk;
    });
  }
  const kill = (): void => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (child.pid === undefined || hasEnded) return;
    // the engine has a group of its own
    for (const pid of [child.pid, ...descendantsOf(child.pid)]) killNow(pid);
  };
  const result = new Promise<ProcessResult>((resolve, reject) => {
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      kill();
    }, patience * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1000;
      if (!hung) return resolve({ exitCode: code ?? -1, ...said, seconds });
      const words = `${said.stdout}\n${said.stderr}`.trim();
      reject(new Error(`${program} ${args.join(" ")} took more than ${patience} s.\n${words}`));
    });
  });
  return { pid: child.pid, talk: () => said.stderr, result, kill };
}

/** Runs a program to its end, or until it is clear that there will be none. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  return startProcess(program, args, options).result;
}
