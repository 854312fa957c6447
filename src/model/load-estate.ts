import type { Problem } from "../problem/problem";
import { readSpecs } from "../spec/read-specs";
import type { SpecFiles } from "../spec/spec-files";
import type { Estate } from "./estate";
import { resolve } from "./resolve";

/** What was read: as much of the estate as could be understood, and every problem found on the way. */
export interface LoadedEstate {
  /** Absent only when the tenant's own file cannot be used. Do not act on it while there are errors. */
  readonly estate?: Estate;
  readonly problems: readonly Problem[];
  /** Every file that was taken for a spec. */
  readonly files: readonly string[];
  /** Files of which a part could not be understood: what they seem to lack may be there, only misspelt. */
  readonly salvaged: ReadonlySet<string>;
}

/**
 * Reads, checks and resolves all specs below a root folder. Never throws for what a file contains. The rules are not
 * applied: `validate` does both.
 */
export function loadEstate(root: string, from: SpecFiles): LoadedEstate {
  const { documents, problems, files } = readSpecs(root, from);
  const estate = resolve(documents);
  return {
    ...(estate && { estate }),
    problems,
    files,
    salvaged: new Set(documents.filter(({ salvaged }) => salvaged).map(({ file }) => file)),
  };
}
