import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What a function belongs to: a package, a part of Node, or our own program. */
function ownerOf({ functionName, url }: CpuProfile["nodes"][number]["callFrame"]): string {
  if (functionName.startsWith("(")) return functionName.slice(1, -1);
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (inPackage) return inPackage;
  if (/^node:internal\/modules/.test(url)) return "Node, loading modules";
  return url.startsWith("node:") || url === "" ? "Node, other" : "our own program";
}

/** Milliseconds of a process by what they were spent in, the most first, from the profiles that Node wrote into a folder. */
export function whereTimeGoes(folder: string, most = 12): Readonly<Record<string, number>> {
  const spent = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), "utf8")) as CpuProfile;
    const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
    samples.forEach((id, index) => {
      const owner = owners.get(id) ?? "";
      spent.set(owner, (spent.get(owner) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
    });
  }
  const sorted = [...spent].sort(([, one], [, other]) => other - one).slice(0, most);
  return Object.fromEntries(sorted.map(([owner, ms]) => [owner, Math.round(ms)]));
}
