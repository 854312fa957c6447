import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { processOf } from "../files/processes";
import { type Problem, problem } from "../problem/problem";

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
    const found = processOf(pid);
    const boot = bootTime();
    if (found?.startTicks === undefined || boot === undefined) return found && {};
    return { startedAt: boot + (found.startTicks / TICKS_PER_SECOND) * 1000 };
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

/** When the machine itself started, in milliseconds; nothing where it does not say so. */
function bootTime(): number | undefined {
  try {
    const seconds = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1];
    return seconds === undefined ? undefined : Number(seconds) * 1000;
  } catch {
    return undefined;
  }
}

/** Who is changing a stack right now, as the engine's lock says. */
export interface LockHolder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When the lock was taken: `2026-11-23T04:30:00Z`. */
  readonly since: string;
  /** The lock was cut short, by a power failure or a full disk: it holds all the same, and no one knows who took it. */
  readonly isUnreadable?: true;
  /** The lock itself, where this process can see it: a file, or the name of a blob. */
  readonly file?: string;
}

const UNITS: readonly (readonly [ms: number, word: string])[] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
];

/** How long ago, in the largest unit that fits. */
function ageWords(ms: number): string {
  const [unit, word] = UNITS.find(([size]) => ms >= size) ?? [1000, "second"];
  const count = Math.max(0, Math.floor(ms / unit));
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Who holds a lock since when, for people. */
export function holderWords({ user, host, pid, since, isUnreadable, file }: LockHolder, now: Date): string {
  const who = isUnreadable
    ? `a run whose lock ${file ?? ""} cannot be read`
    : `${user} on ${host}, process ${pid}`;
  const taken = Date.parse(since);
  if (Number.isNaN(taken)) return who;
  const time = new Date(taken).toISOString().slice(0, 16).replace("T", " ");
  return `${who}, since ${time} UTC (${ageWords(now.getTime() - taken)})`;
}

/** The refusal of a run on a locked stack, with who holds it since when. */
export function lockedProblem(
  organisation: string,
  [holder]: readonly LockHolder[],
  now: Date = new Date(),
): Problem {
  if (!holder) return problem("stack-locked", { organisation });
  const isDead = holderState(holder) === "dead";
  return problem("stack-locked", { organisation, holder: holderWords(holder, now), isDead });
}
