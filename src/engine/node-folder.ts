import path from "node:path";

/** What is known of the Node programs of this machine. */
export interface NodeFacts {
  /** The folder with node_modules. */
  readonly root: string;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
  /** Whether this file is a program. */
  readonly isProgram: (file: string) => boolean;
  /** `process.execPath` and `process.version` of whoever asks. */
  readonly execPath: string;
  readonly version: string;
}

/** The oldest major version of Node that @pulumi/pulumi works with. */
export const LEAST_NODE = 22;

/**
 * The folder whose `node` everything of ours runs with: the one that npm installed (a platform package, so that no
 * install script is needed), even where the machine's own is new enough: everybody then runs the version that was
 * tested. The machine's own where npm has no package for it (macOS) or optional packages were left out. Nothing if
 * neither will do.
 */
export function nodeFolder(facts: NodeFacts): string | undefined {
  const pinned = path.join(facts.root, "node_modules", `node-${facts.machine}`, "bin");
  if (facts.isProgram(path.join(pinned, "node"))) return pinned;
  const major = Number(/^v(\d+)\./.exec(facts.version)?.[1] ?? 0);
  return major >= LEAST_NODE ? path.dirname(facts.execPath) : undefined;
}
