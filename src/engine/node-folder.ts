import path from "node:path";

/** What is known of the machine's own Node. */
export interface NodeFacts {
  readonly root: string;
  /** Whether npm's `node` package is installed with its program in place. */
  readonly hasPinned: boolean;
  /** `process.execPath` and `process.version` of whoever asks. */
  readonly execPath: string;
  readonly version: string;
}

/**
 * The folder whose `node` everything of ours runs with: the one that npm installed, even where the machine's own is new
 * enough, so that everybody runs the version that was tested; the machine's own where install scripts are forbidden and
 * npm's is therefore missing. Nothing if neither is there.
 */
export function nodeFolder(facts: NodeFacts): string | undefined {
  if (facts.hasPinned) return path.join(facts.root, "node_modules", "node", "bin");
  const major = Number(/^v(\d+)\./.exec(facts.version)?.[1] ?? 0);
  return major >= LEAST_NODE ? path.dirname(facts.execPath) : undefined;
}

/** What @pulumi/pulumi wants. */
const LEAST_NODE = 22;
