/** A file found in a tree. Its size and bytes are read when asked for, and asking may throw. */
export interface SpecFile {
  /** Relative to the root folder, with forward slashes: `specs/leeds/organisation.yaml`. */
  readonly path: string;
  /** `symlink-out`: a link to something outside the tree, to a folder, or to nothing. */
  readonly kind: "file" | "symlink-out" | "other";
  size(): number;
  read(): Uint8Array;
}

/** Where specs come from: a disk, or a table in a test. */
export interface SpecFiles {
  /** Every file below a folder of the root, in any order. Throws if the folder cannot be listed. */
  readTree(root: string, folder: string): readonly SpecFile[];
}
