import type { Problem } from "../problem/problem";

/** A new file of specs. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** What is to be written, what someone should look at, and what cannot be adopted. */
export interface Adoption {
  readonly files: readonly NewFile[];
  readonly todo: readonly Problem[];
  readonly failed: readonly Problem[];
}

/** Several adoptions as one. */
export function together(parts: readonly Adoption[]): Adoption {
  return {
    files: parts.flatMap(({ files }) => files),
    todo: parts.flatMap(({ todo }) => todo),
    failed: parts.flatMap(({ failed }) => failed),
  };
}
