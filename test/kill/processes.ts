import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A process that works below a root folder. */
export interface FoundProcess {
  readonly pid: number;
  /** The process group, which Ctrl-C on a terminal goes to. */
  readonly group: number;
  readonly role: "cli" | "engine" | "provider" | "other";
  readonly command: string;
}

const LOOK_AGAIN_MS = 20;

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** State and group: `12 (name of any sort) S 1 12 …`. */
function statOf(pid: number): { state: string; group: number } {
  const stat = read(pid, "stat");
  const [state = "", , group = "0"] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { state, group: Number(group) };
}

/** Gone, or a zombie that only waits to be counted. Its children have not lost it before its last thread has ended. */
function isDead(pid: number): boolean {
  const { state } = statOf(pid);
  if (state === "" || state === "X") return true;
  return state === "Z" && threadsOf(pid) <= 1;
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
}

function roleOf(command: string): FoundProcess["role"] {
  const [program = "", ...rest] = command.split(" ");
  if (/(^|\/)pulumi$/.test(program)) return "engine";
  if (rest.some((word) => word.endsWith("/dynamic-provider.cjs"))) return "provider";
  return rest.some((word) => word.endsWith("/cli/main.js")) ? "cli" : "other";
}

/** Every living process that a command in this root folder started, at whatever remove: they all inherit its name. */
export function processesOf(root: string): readonly FoundProcess[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    const pid = Number(name);
    const isOurs = read(pid, "environ").split("\0").includes(`BOOKINGS_ROOT=${root}`);
    if (!isOurs || isDead(pid)) return [];
    const command = read(pid, "cmdline").split("\0").join(" ").trim();
    return [{ pid, group: statOf(pid).group, role: roleOf(command), command }];
  });
}

/** Resolves with whether something became so in time. */
export async function until(isSo: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end) return false;
    await pause(LOOK_AGAIN_MS);
  }
  return true;
}

/** Sends a signal to one process; that it is gone already is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Waits until a process is dead: from then on its children know that they have lost it. */
export const untilDead = (pids: readonly number[], seconds: number): Promise<boolean> =>
  until(() => pids.every(isDead), seconds);
