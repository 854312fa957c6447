import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { LockHolder } from "./lock-holder";

/** Linux counts starts of processes in hundredths of a second since the machine's own start. */
const TICKS_PER_SECOND = 100;
/** Clocks round: a process that started this much later than its lock may still be the holder. */
const SLACK_MS = 2000;

/** What this machine knows of processes; handed in so that tests can have other machines. */
export interface Machine {
  readonly host: string;
  /** Whether there is such a process, and when it started, where that can be told. */
  processOf(pid: number): { readonly startedAt?: number } | undefined;
}

/** The machine that this runs on. */
export const thisMachine: Machine = {
  host: hostname(),
  processOf: (pid) => {
    if (!exists(pid)) return undefined;
    const startedAt = startOf(pid);
    return startedAt === undefined ? {} : { startedAt };
  },
};

/**
 * Whether the holder still runs. Only its own machine can tell: there, a process of that number that started after the
 * lock was taken is another one.
 */
export function holderState(
  { host, pid, since, isUnreadable }: Omit<LockHolder, "user" | "file">,
  machine: Machine = thisMachine,
): "alive" | "dead" | "elsewhere" {
  if (isUnreadable || host !== machine.host) return "elsewhere";
  const found = machine.processOf(pid);
  if (!found) return "dead";
  const isLater = found.startedAt !== undefined && found.startedAt > Date.parse(since) + SLACK_MS;
  return isLater ? "dead" : "alive";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** From /proc; nothing where there is none, and a zombie is as dead as can be. */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // the name in brackets may hold anything, spaces and brackets too
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return Number.POSITIVE_INFINITY;
    const boot = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1];
    return boot && fields[19] ? (Number(boot) + Number(fields[19]) / TICKS_PER_SECOND) * 1000 : undefined;
  } catch {
    return undefined;
  }
}
