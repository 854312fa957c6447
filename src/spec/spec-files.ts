/** A file found in a tree. Its size and bytes are read when asked for, and asking may throw. */
export interface SpecFile {
  /** Relative to the root folder, with forward slashes: `specs/leeds/organisation.yaml`. */
  readonly path: string;
  /** `other`: a device, a pipe or a socket. Neither links nor those are ever opened. */
  readonly kind: "file" | "link" | "other";
  size(): number;
  read(): Uint8Array;
}

/** Where specs come from: a disk, or a table in a test. */
export interface SpecFiles {
  /** Every file below a folder of the root, in any order. Throws if the folder cannot be listed. */
  readTree(root: string, folder: string): readonly SpecFile[];
}
