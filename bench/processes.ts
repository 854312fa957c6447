import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** A process of a command's tree, and what it cost. */
export interface ProcessCost {
  readonly name: string;
  /** When it was seen first and last, in seconds since the command began. */
  readonly from: number;
  readonly to: number;
  readonly cpuSeconds: number;
  /** The most memory that it had, in MiB. */
  readonly peakMiB: number;
}

/** What a command's processes cost. */
export interface ProcessCosts {
  readonly processes: readonly ProcessCost[];
  /** The most memory that all of them had at once, in MiB. */
  readonly togetherMiB: number;
}

const TICKS_A_SECOND = 100;
const PAGES_IN_MIB = 256;
const LOOK_EVERY_MS = 10;

/** The numbers of `/proc/<pid>/stat` that follow the name. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

const seconds = (stat: readonly string[] | undefined, ...fields: number[]): number =>
  fields.reduce((sum, field) => sum + Number(stat?.[field] ?? 0), 0) / TICKS_A_SECOND;

/** CPU seconds of all processes that this one has started and that have ended, theirs included. Linux; 0 elsewhere. */
export const cpuOfChildren = (): number => seconds(statOf("self"), 13, 14);

/** What a process is in a run: the program, without what differs from run to run. */
function nameOf(pid: string): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8")
      .split("\0")
      .filter((word) => word !== "");
    const [program = "", ...args] = words;
    const script = args.find((arg) => /\.c?js$/.test(arg) && !arg.includes("watch-engine"));
    const verb = basename(program) === "pulumi" ? args.find((arg) => !arg.startsWith("-")) : undefined;
    return [basename(program), script ? basename(script) : verb].filter(Boolean).join(" ");
  } catch {
    return "";
  }
}

type Stats = ReadonlyMap<string, readonly string[]>;

function everyStat(): Stats {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(
    pids.flatMap((pid) => {
      const stat = statOf(pid);
      return stat ? [[pid, stat] as const] : [];
    }),
  );
}

/** A process and all below it. A parent's number may be the higher one: it goes on until no one is added. */
function treeOf(root: number, stats: Stats): ReadonlySet<string> {
  const tree = new Set([String(root)]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, stat] of stats) if (tree.has(stat[1] ?? "")) tree.add(pid);
  }
  return tree;
}

/** The most memory that a process has had so far. */
function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Watches a command's processes until it is told to stop. Short ones, which end between two looks, are missed. */
export function watchProcesses(root: number, everyMs = LOOK_EVERY_MS): () => ProcessCosts {
  const began = performance.now();
  const costs = new Map<string, ProcessCost>();
  let togetherMiB = 0;
  const look = (): void => {
    const stats = everyStat();
    const now = Math.round(performance.now() - began) / 1000;
    let pages = 0;
    for (const pid of treeOf(root, stats)) {
      const stat = stats.get(pid);
      if (!stat) continue;
      pages += Number(stat[21]);
      const known = costs.get(pid);
      costs.set(pid, {
        name: nameOf(pid) || known?.name || "",
        from: known?.from ?? now,
        to: now,
        cpuSeconds: seconds(stat, 11, 12),
        peakMiB: Math.max(known?.peakMiB ?? 0, peakOf(pid)),
      });
    }
    togetherMiB = Math.max(togetherMiB, pages / PAGES_IN_MIB);
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    return { processes: [...costs.values()].sort((one, other) => one.from - other.from), togetherMiB };
  };
}
