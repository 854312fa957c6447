/** A file found in a tree. Bytes are read when asked for. */
export interface SpecFile {
  /** Relative to the root folder, with forward slashes: `specs/leeds/organisation.yaml`. */
  readonly path: string;
  readonly kind: "file" | "symlink-out" | "other";
  readonly size: number;
  read(): Uint8Array;
}

/** Where specs come from: a disk, or a table in a test. */
export interface SpecFiles {
  /** Every file below a folder of the root, in any order. Throws only if the folder cannot be listed at all. */
  readTree(root: string, folder: string): readonly SpecFile[];
}
