import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Numbers of all processes that a process has started, at whatever remove; none where there is no /proc. */
export function descendantsOf(pid: number): readonly number[] {
  if (!existsSync("/proc/self/stat")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const children = Map.groupBy(pids.map(Number), parentOf);
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((each) => [each, ...below(each)]);
  return below(pid);
}

/** From `12 (name of any sort) S 1 …`. */
function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}
