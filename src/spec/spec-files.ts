import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { limits } from "./limits";

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

/** Specs on a disk. No link is followed, and nothing but a regular file is opened: neither devices nor pipes. */
export const diskFiles: SpecFiles = {
  readTree: (root, folder) => list(root, join(root, folder)),
};

function list(root: string, folder: string): SpecFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return list(root, path);
    return [fileOf(relative(root, path).split(sep).join("/"), path, entry)];
  });
}

function fileOf(path: string, location: string, entry: Dirent): SpecFile {
  const kind = entry.isFile() ? "file" : entry.isSymbolicLink() ? "link" : "other";
  return {
    path,
    kind,
    size: () => lstatSync(location).size,
    read: () => readRegularFile(location, limits.bytes),
  };
}

/**
 * The bytes of a regular file. A link put there since is not followed, a pipe is not waited for, and no more is read than is
 * allowed, whatever the file says of its size.
 */
function readRegularFile(location: string, most: number): Buffer {
  const handle = openSync(location, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(handle).isFile()) throw new Error("it is not a regular file");
    const bytes = Buffer.alloc(most + 1);
    let size = 0;
    for (let got = -1; got !== 0 && size <= most; size += got)
      got = readSync(handle, bytes, size, bytes.length - size, size);
    if (size > most) throw new Error(`it is larger than ${most} bytes`);
    return bytes.subarray(0, size);
  } finally {
    closeSync(handle);
  }
}

/**
 * The texts of specs, for the source lines of problems. Only of what is read as a spec: regular files of the size of specs,
 * reached without a link. Whatever else a problem names has no text.
 */
export function sourceReader(root: string): (file: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, readInside(root, file, limits.bytes)?.toString("utf8"));
    return known.get(file);
  };
}

/**
 * The bytes of a regular file below a root folder that is reached without a link and is not larger than allowed: what is reviewed
 * in git, and nothing else of this machine. Nothing where it is anything else.
 */
export function readInside(root: string, file: string, most: number): Buffer | undefined {
  const location = resolve(root, file);
  const path = relative(root, location);
  if (path.split(sep)[0] === "..") return undefined;
  try {
    const folder = join(realpathSync(root), dirname(path));
    if (realpathSync(dirname(location)) !== folder) return undefined;
    return readRegularFile(location, most);
  } catch {
    return undefined;
  }
}

/** Specs from a table of path → text or bytes, on a disk or not. `others` gives the files whose paths are not in the table. */
export function memoryFiles(
  table: Readonly<Record<string, string | Uint8Array>>,
  others?: SpecFiles,
): SpecFiles {
  return {
    readTree: (root, folder) => [
      ...(others?.readTree(root, folder) ?? []).filter(({ path }) => !Object.hasOwn(table, path)),
      ...Object.entries(table)
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, content]) => {
          const bytes = typeof content === "string" ? Buffer.from(content) : content;
          return { path, kind: "file" as const, size: () => bytes.byteLength, read: () => bytes };
        }),
    ],
  };
}
